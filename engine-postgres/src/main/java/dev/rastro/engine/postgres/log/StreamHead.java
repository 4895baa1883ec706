package dev.rastro.engine.postgres.log;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * What the appender knows of a stream.
 *
 * @param id its number in table {@code stream}; 0 while the stream has no events
 * @param lastEvent its id; null while the stream has no events
 */
record StreamHead(long id, long version, @Nullable UUID lastEvent) {

    static final StreamHead ABSENT = new StreamHead(0, 0, null);

    StreamHead newerOf(StreamHead other) {
        return other.version > version ? other : this;
    }
}
