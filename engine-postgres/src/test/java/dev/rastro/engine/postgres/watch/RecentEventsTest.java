package dev.rastro.engine.postgres.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.Payload;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RecentEventsTest {

    private static final int MIB = 1 << 20;

    private final RecentEvents recent = new RecentEvents();

    private static RecordedEvent event(long position, int bytes) {
        var id = UUID.randomUUID();
        var data =
                new EventData(
                        id,
                        "SomethingHappened",
                        1,
                        Payload.of(new byte[bytes]),
                        new Metadata(id, id, "test"));
        return new RecordedEvent(
                new StreamName("test", "a"), position, position, Instant.EPOCH, data);
    }

    /** Only the store holds the event after this. */
    private WeakReference<RecordedEvent> add(long position, int bytes) {
        var event = event(position, bytes);
        recent.add(List.of(event));
        return new WeakReference<>(event);
    }

    private static void awaitThatNobodyHolds(List<WeakReference<RecordedEvent>> events) {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> {
                    System.gc();
                    return events.stream().allMatch(event -> event.refersTo(null));
                });
    }

    @Test
    void holds_sixteen_mebibytes_at_most() {
        var dropped = new ArrayList<WeakReference<RecordedEvent>>();
        for (int position = 1; position <= 10; position++) {
            dropped.add(add(position, MIB));
        }
        for (int position = 11; position <= 26; position++) {
            add(position, MIB);
        }

        awaitThatNobodyHolds(dropped);
        assertThat(recent.after(9, 100)).isEmpty();
        assertThat(recent.after(10, 100))
                .extracting(RecordedEvent::position)
                .hasSize(16)
                .startsWith(11L);
    }

    @Test
    void holds_nothing_of_before_a_gap() {
        var before = List.of(add(1, 10), add(2, 10));

        add(5, 10);

        awaitThatNobodyHolds(before);
        assertThat(recent.after(3, 10)).isEmpty();
        assertThat(recent.after(4, 10)).hasSize(1);
    }

    @Test
    void an_event_that_is_too_large_is_not_held_and_the_next_one_is() {
        var large = List.of(add(1, 17 * MIB));
        add(2, 10);

        awaitThatNobodyHolds(large);
        assertThat(recent.after(0, 10)).isEmpty();
        assertThat(recent.after(1, 10)).hasSize(1);
    }

    @Test
    void holds_so_many_events_at_most() {
        var first = List.of(add(1, 0));
        for (int position = 2; position <= 8_193; position++) {
            recent.add(List.of(event(position, 0)));
        }

        awaitThatNobodyHolds(first);
        assertThat(recent.after(1, 10_000)).hasSize(8_192);
    }
}
