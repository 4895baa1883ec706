package dev.rastro.engine.decider;

import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.Metadata;

import java.util.UUID;

/**
 * Translates one family of events to and from what is stored; old schema versions are upcast in
 * {@code decode}.
 */
public interface EventCodec<E> {

    EventData encode(E event, UUID id, Metadata metadata);

    /**
     * @throws IllegalStateException if the type or its schema version is unknown, or the payload is
     *     not what they say: the log is corrupt, or this program older than the log
     */
    E decode(EventData stored);
}
