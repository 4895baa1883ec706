package dev.rastro.web;

import dev.rastro.web.body.Body;

import java.io.IOException;

/** One request and the place for its answer, as the server below us hands them over. */
interface Exchange {

    /** There is nobody to answer any more. */
    final class GoneException extends RuntimeException {
        GoneException(IOException cause) {
            super(cause);
        }
    }

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
     * @throws GoneException if the client has hung up, or has kept us waiting for too long
     */
    Body body(int sizeMax);

    /** To be called when all has been read that is wanted, before anything is done. */
    void received();

    /** To be called before a place inside is given back: a stop waits for the answer. */
    void answering();

    /**
     * Sends the answer, and does not wait until the client has taken it.
     *
     * @return false, and nothing is sent, where clients have left too much untaken
     */
    boolean send(Response response);
}
