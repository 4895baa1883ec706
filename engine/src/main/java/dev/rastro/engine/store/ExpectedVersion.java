package dev.rastro.engine.store;

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

    static ExpectedVersion any() {
        return new Any();
    }

    static ExpectedVersion noStream() {
        return new Exactly(0);
    }

    static ExpectedVersion exactly(long version) {
        return new Exactly(version);
    }

    default boolean isMetBy(long actualVersion) {
        return switch (this) {
            case Any any -> true;
            case Exactly(long version) -> version == actualVersion;
        };
    }
}
