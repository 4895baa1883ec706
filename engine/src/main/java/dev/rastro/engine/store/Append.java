package dev.rastro.engine.store;

import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.StreamName;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What is to happen wholly or not at all: events for one stream or several, each stream under its
 * own expected version, and the receipt of the command that wants it.
 */
public record Append(List<StreamAppend> parts, Optional<Receipt> receipt) {

    public Append {
        parts = List.copyOf(parts);
        var streams = new HashSet<StreamName>();
        for (var part : parts) {
            if (!streams.add(part.stream())) {
                throw new IllegalArgumentException("two parts for stream " + part.stream());
            }
        }
    }

    public static Append of(StreamName stream, ExpectedVersion expected, List<EventData> events) {
        return new Append(List.of(new StreamAppend(stream, expected, events)), Optional.empty());
    }

    public int eventCount() {
        int count = 0;
        for (var part : parts) {
            count += part.events().size();
        }
        return count;
    }
}
