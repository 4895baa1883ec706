package dev.rastro.engine.postgres.log;

/**
 * What the appender knows of a stream.
 *
 * @param id its number in table {@code stream}; 0 while the stream has no events
 */
record StreamHead(long id, long version) {

    static final StreamHead ABSENT = new StreamHead(0, 0);

    StreamHead newerOf(StreamHead other) {
        return other.version > version ? other : this;
    }
}
