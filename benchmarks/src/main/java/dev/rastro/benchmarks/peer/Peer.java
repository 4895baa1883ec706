package dev.rastro.benchmarks.peer;

import java.sql.SQLException;

/** An event store, used as its documentation advises. */
interface Peer extends AutoCloseable {

    String name();

    /**
     * Appends one deposit, and returns when it is durable.
     *
     * @param stream a number; its events so far were appended by the same caller
     * @param version how many events the stream has
     */
    void append(long stream, long version) throws Exception;

    /**
     * Reads a whole stream and decodes its events.
     *
     * @return how many there are
     */
    int load(long stream) throws Exception;

    /** How many events there are in all, according to the database. */
    long stored() throws SQLException;

    @Override
    void close();
}
