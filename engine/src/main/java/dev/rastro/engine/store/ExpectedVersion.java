package dev.rastro.engine.store;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/** What the writer believes about a stream; the append succeeds only while that holds. */
public sealed interface ExpectedVersion {

    /** Holds always. */
    record Any() implements ExpectedVersion {}

    /** Holds while the stream has exactly this many events. */
    record Exactly(long version) implements ExpectedVersion {
        public Exactly {
            if (version < 0) {
                throw new IllegalArgumentException("version must not be negative: " + version);
            }
        }
    }

    /**
     * Holds while the stream has exactly this many events, and this is the last of them: for who
     * has built on an event that may never become fact, since another one may take its version.
     */
    record After(long version, UUID lastEvent) implements ExpectedVersion {}

    static ExpectedVersion any() {
        return new Any();
    }

    static ExpectedVersion noStream() {
        return new Exactly(0);
    }

    static ExpectedVersion exactly(long version) {
        return new Exactly(version);
    }

    /**
     * @param lastEvent id of the stream's last event; null if it has none
     */
    default boolean isMetBy(long actualVersion, @Nullable UUID lastEvent) {
        return switch (this) {
            case Any any -> true;
            case Exactly(long version) -> version == actualVersion;
            case After(long version, UUID last) ->
                    version == actualVersion && last.equals(lastEvent);
        };
    }
}
