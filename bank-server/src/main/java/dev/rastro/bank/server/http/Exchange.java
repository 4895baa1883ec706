package dev.rastro.bank.server.http;

import dev.rastro.engine.event.Payload;

/** One request and the place for its answer, as the server below us hands them over. */
interface Exchange {

    String method();

    /** Without the query, as it was sent. */
    String path();

    /** What follows the question mark, as it was sent; empty where nothing does. */
    String query();

    Headers headers();

    boolean hasBody();

    /** Refuses a request whose end is in doubt, though the server below lets it pass. */
    void checkFraming();

    /**
     * The whole body; refuses one that is larger than {@code sizeMax}.
     *
     * @throws java.io.UncheckedIOException if the client has gone
     */
    Payload body(int sizeMax);

    /** To be called when all has been read that is wanted, before anything is done. */
    void received();

    /**
     * Sends the answer, and does not wait until the client has taken it.
     *
     * @return false, and nothing is sent, where clients have left too much untaken
     */
    boolean send(Response response);
}
