package dev.rastro.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.Payload;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.AppendResult.Appended;
import dev.rastro.engine.store.AppendResult.Conflict;
import dev.rastro.engine.store.ExpectedVersion;
import dev.rastro.engine.store.StreamAppend;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * What every store must do. A store's test extends this class and supplies an empty store, whose
 * clock is at or after {@link #EARLIEST}. Retries and races are in the class above.
 */
public abstract class EventStoreContract extends RacesContract {

    @Test
    void an_empty_store_has_nothing_at_all() {
        assertThat(store.lastPosition()).isZero();
        assertThat(store.readAll(0, 10)).isEmpty();
        assertThat(store.readStream(A, 0, 10)).isEmpty();
        assertThat(store.findReceipt(UUID.randomUUID())).isEmpty();
    }

    @Test
    void versions_count_the_events_of_the_stream_from_one() {
        append(A, 0, event(), event());
        append(A, 2, event());

        assertThat(store.readStream(A, 0, 10))
                .extracting(RecordedEvent::version)
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void positions_count_the_events_of_the_log_from_one() {
        append(A, 0, event());
        append(B, 0, event(), event());
        append(A, 1, event());

        assertThat(store.readAll(0, 10))
                .extracting(RecordedEvent::position)
                .containsExactly(1L, 2L, 3L, 4L);
        assertThat(store.lastPosition()).isEqualTo(4);
    }

    @Test
    void the_result_says_the_last_position_and_the_new_version_of_each_part() {
        append(A, 0, event());

        var result =
                store.append(append(part(B, 0, event(), event()), part(A, 1, event()), part(C, 0)));

        assertThat(result).isEqualTo(new Appended(4, List.of(2L, 2L, 0L)));
    }

    @Test
    void what_is_read_is_what_was_written() {
        var written = event();
        append(A, 0, written);

        var read = store.readStream(A, 0, 1).getFirst();

        assertThat(read.data()).isEqualTo(written);
        assertThat(read.stream()).isEqualTo(A);
        assertThat(read.recordedAt()).isAfterOrEqualTo(EARLIEST);
        assertThat(store.readAll(0, 1)).containsExactly(read);
    }

    @Test
    void recorded_time_never_goes_back() {
        IntStream.range(0, 20).forEach(i -> append(A, i, event()));

        assertThat(store.readAll(0, 100)).extracting(RecordedEvent::recordedAt).isSorted();
    }

    @Test
    void a_second_writer_with_the_same_expectation_gets_a_conflict_and_writes_nothing() {
        var first = append(A, 0, event());
        var second = append(A, 0, event());

        assertThat(first).isEqualTo(new Appended(1, List.of(1L)));
        assertThat(second).isEqualTo(new Conflict(A, 1));
        assertThat(store.readAll(0, 10)).hasSize(1);
    }

    @Test
    void an_expected_version_that_is_too_high_is_a_conflict() {
        append(A, 0, event());

        assertThat(append(A, 2, event())).isEqualTo(new Conflict(A, 1));
        assertThat(append(B, 1, event())).isEqualTo(new Conflict(B, 0));
        assertThat(store.lastPosition()).isEqualTo(1);
    }

    @Test
    void any_version_is_always_met() {
        for (int i = 0; i < 3; i++) {
            var part = new StreamAppend(A, ExpectedVersion.any(), List.of(event()));
            assertThat(store.append(append(part))).isEqualTo(new Appended(i + 1, List.of(i + 1L)));
        }
    }

    @Test
    void several_streams_change_together() {
        append(A, 0, event());
        append(B, 0, event());

        assertThat(store.append(append(part(A, 1, event()), part(B, 1, event()))))
                .isEqualTo(new Appended(4, List.of(2L, 2L)));
        assertThat(store.readAll(2, 10)).extracting(RecordedEvent::stream).containsExactly(A, B);
    }

    @Test
    void one_conflict_among_several_streams_and_nothing_is_written() {
        append(B, 0, event());

        assertThat(store.append(append(part(A, 0, event()), part(B, 0, event()), part(C, 0))))
                .isEqualTo(new Conflict(B, 1));
        assertThat(store.readStream(A, 0, 10)).isEmpty();
        assertThat(store.lastPosition()).isEqualTo(1);
    }

    @Test
    void a_part_without_events_only_demands_its_version() {
        append(A, 0, event());

        assertThat(store.append(append(part(A, 1), part(B, 0, event()))))
                .isEqualTo(new Appended(2, List.of(1L, 1L)));
        assertThat(store.append(append(part(A, 0), part(B, 1, event()))))
                .isEqualTo(new Conflict(A, 1));
    }

    @Test
    void an_append_without_any_event_changes_nothing() {
        append(A, 0, event());

        assertThat(append(A, 1)).isEqualTo(new Appended(1, List.of(1L)));
        assertThat(append(B, 0)).isEqualTo(new Appended(1, List.of(0L)));
        assertThat(append(A, 7)).isEqualTo(new Conflict(A, 1));
        assertThat(store.append(new Append(List.of(), Optional.empty())))
                .isEqualTo(new Appended(1, List.of()));
        assertThat(store.lastPosition()).isEqualTo(1);
    }

    @Test
    void one_stream_twice_in_an_append_is_a_mistake_of_the_caller() {
        assertThatThrownBy(() -> append(part(A, 0, event()), part(A, 1, event())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ten_thousand_events_go_in_at_once() {
        var events = IntStream.range(0, 10_000).mapToObj(i -> event()).toList();

        var result = store.append(Append.of(A, ExpectedVersion.noStream(), events));

        assertThat(result).isEqualTo(new Appended(10_000, List.of(10_000L)));
        assertThat(store.readStream(A, 9_998, 10)).hasSize(2);
        assertThat(readAll(777)).hasSize(10_000);
    }

    @Test
    void a_payload_of_one_mebibyte_comes_back_byte_for_byte() {
        var bytes = new byte[1 << 20];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        append(A, 0, event(Payload.of(bytes)));

        assertThat(store.readStream(A, 0, 1).getFirst().data().payload().bytes()).isEqualTo(bytes);
    }

    @Test
    void odd_characters_in_names_and_actors_survive() {
        for (String odd :
                List.of("'; DROP TABLE event; --", "ação 😀 \u202e", "{\"a\",\\}", "-", " ")) {
            var stream = new StreamName("a_b." + odd.replace("-", ""), odd);
            var metadata = new Metadata(UUID.randomUUID(), UUID.randomUUID(), odd);
            var event = new EventData(UUID.randomUUID(), odd, 3, Payload.ofText(odd), metadata);

            append(stream, 0, event);

            assertThat(store.readStream(stream, 0, 2))
                    .extracting(RecordedEvent::data)
                    .containsExactly(event);
            assertThat(store.readAll(store.lastPosition() - 1, 2))
                    .extracting(RecordedEvent::stream)
                    .containsExactly(stream);
        }
    }

    @Test
    void ids_of_different_categories_are_different_streams() {
        append(A, 0, event());

        assertThat(append(C, 0, event())).isEqualTo(new Appended(2, List.of(1L)));
        assertThat(store.readStream(C, 0, 10)).hasSize(1);
    }

    @Test
    void reading_starts_after_the_given_place_and_stops_at_the_limit() {
        IntStream.range(0, 10).forEach(i -> append(i % 2 == 0 ? A : B, i / 2, event()));

        assertThat(store.readStream(A, 1, 2))
                .extracting(RecordedEvent::version)
                .containsExactly(2L, 3L);
        assertThat(store.readAll(7, 2)).extracting(RecordedEvent::position).containsExactly(8L, 9L);
        assertThat(store.readAll(10, 5)).isEmpty();
        assertThat(store.readStream(A, 5, 5)).isEmpty();
    }

    private List<RecordedEvent> readAll(int pageSize) {
        var all = new ArrayList<RecordedEvent>();
        List<RecordedEvent> page;
        do {
            page = store.readAll(all.size(), pageSize);
            all.addAll(page);
        } while (!page.isEmpty());
        return all;
    }
}
