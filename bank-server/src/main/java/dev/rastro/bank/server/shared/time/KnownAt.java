package dev.rastro.bank.server.shared.time;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * How far a reader looks on the recorded axis: up to a position, and perhaps up to an instant.
 *
 * @param position the last position that is seen
 * @param instant the last recorded time that is seen; null for no further bound
 */
public record KnownAt(long position, @Nullable Instant instant) {

    public static KnownAt position(long position) {
        return new KnownAt(position, null);
    }

    /** What a reader must ask for to see the same again. */
    public Object asked() {
        return instant != null ? instant : position;
    }
}
