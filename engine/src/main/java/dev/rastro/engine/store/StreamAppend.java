package dev.rastro.engine.store;

import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.StreamName;

import java.util.List;

/**
 * One stream's part of an {@link Append}. Without events it only demands that the stream still has
 * the expected version: the way to say "I decided on what I read there".
 */
public record StreamAppend(StreamName stream, ExpectedVersion expected, List<EventData> events) {

    public StreamAppend {
        events = List.copyOf(events);
    }
}
