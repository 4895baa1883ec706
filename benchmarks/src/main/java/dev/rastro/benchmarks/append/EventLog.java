package dev.rastro.benchmarks.append;

import dev.rastro.benchmarks.fixture.Database;

import java.util.List;

/** A way to append events to streams, and to read them. */
abstract class EventLog implements AutoCloseable {

    final String name;
    final Database database;

    /** The one with a row per event, and the one with a row per append if there is one. */
    final List<String> tables;

    EventLog(String name, Database database, String... tables) {
        this.name = name;
        this.database = database;
        this.tables = List.of(tables);
    }

    /**
     * Returns when the next events of a stream are durable.
     *
     * @param stream a number; its events so far were appended by the same caller
     * @param version how many events the stream has
     */
    abstract void append(long stream, long version) throws Exception;

    /** Reads a whole stream and decodes its events; says how many there are. */
    int load(long stream) throws Exception {
        throw new UnsupportedOperationException(name);
    }

    /** How many commits there were for so many appends. */
    long commits(long appends) {
        return appends;
    }

    @Override
    public void close() {
        database.close();
    }
}
