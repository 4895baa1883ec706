package dev.rastro.engine.testkit;

import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.Payload;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.EventStore;
import dev.rastro.engine.store.ExpectedVersion;
import dev.rastro.engine.subscription.EventSource;

import java.util.Collections;
import java.util.UUID;

/** One store under two views: who writes it, and who follows it. */
public record SampleLog(EventStore store, EventSource source) {

    static final StreamName STREAM = new StreamName("sample", "a");

    static EventData event(String type) {
        var metadata = new Metadata(UUID.randomUUID(), UUID.randomUUID(), "test");
        return new EventData(UUID.randomUUID(), type, 1, Payload.ofText("{}"), metadata);
    }

    /** Appends this many events in one append. */
    void append(StreamName stream, String type, int count) {
        var events = Collections.nCopies(count, type).stream().map(SampleLog::event).toList();
        store.append(Append.of(stream, ExpectedVersion.any(), events));
    }

    void append(String type) {
        append(STREAM, type, 1);
    }

    /** What most readers do not look for. */
    void appendNoise(int count) {
        for (int left = count; left > 0; left -= 10_000) {
            append(new StreamName("noise", "n"), "NoiseMade", Math.min(left, 10_000));
        }
    }
}
