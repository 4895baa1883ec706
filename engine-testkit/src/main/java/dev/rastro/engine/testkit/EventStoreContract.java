package dev.rastro.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.Payload;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.AppendResult;
import dev.rastro.engine.store.AppendResult.Appended;
import dev.rastro.engine.store.AppendResult.Conflict;
import dev.rastro.engine.store.AppendResult.Duplicate;
import dev.rastro.engine.store.EventStore;
import dev.rastro.engine.store.ExpectedVersion;
import dev.rastro.engine.store.Receipt;
import dev.rastro.engine.store.StreamAppend;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What every store must do. A store's test extends this class and supplies an empty store, whose
 * clock is at or after {@link #EARLIEST}.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
public abstract class EventStoreContract {

    protected static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");

    private static final StreamName A = new StreamName("account", "a");
    private static final StreamName B = new StreamName("account", "b");
    private static final StreamName C = new StreamName("customer", "a");

    private EventStore store;

    protected abstract EventStore emptyStore();

    @BeforeEach
    void start_with_an_empty_store() {
        store = emptyStore();
    }

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

    @Test
    void a_receipt_is_kept_with_what_it_was_for() {
        var receipt = receipt("answer");
        store.append(new Append(List.of(part(A, 0, event(), event())), Optional.of(receipt)));

        var found = store.findReceipt(receipt.key()).orElseThrow();

        assertThat(found.receipt()).isEqualTo(receipt);
        assertThat(found.position()).isEqualTo(2);
        assertThat(found.recordedAt()).isEqualTo(store.readAll(1, 1).getFirst().recordedAt());
    }

    @Test
    void a_command_with_a_known_key_is_not_executed_again() {
        var first = receipt("first");
        store.append(new Append(List.of(part(A, 0, event())), Optional.of(first)));
        var again = new Receipt(first.key(), UUID.randomUUID(), Payload.ofText("second"));

        var result = store.append(new Append(List.of(part(A, 1, event())), Optional.of(again)));

        assertThat(result).isEqualTo(new Duplicate(store.findReceipt(first.key()).orElseThrow()));
        assertThat(((Duplicate) result).recorded().receipt()).isEqualTo(first);
        assertThat(store.lastPosition()).isEqualTo(1);
    }

    @Test
    void a_known_key_takes_precedence_over_a_conflict() {
        var receipt = receipt("first");
        store.append(new Append(List.of(part(A, 0, event())), Optional.of(receipt)));

        var result = store.append(new Append(List.of(part(A, 0, event())), Optional.of(receipt)));

        assertThat(result).isInstanceOf(Duplicate.class);
    }

    @Test
    void a_conflict_leaves_no_receipt() {
        append(A, 0, event());
        var receipt = receipt("answer");

        assertThat(store.append(new Append(List.of(part(A, 0, event())), Optional.of(receipt))))
                .isEqualTo(new Conflict(A, 1));
        assertThat(store.findReceipt(receipt.key())).isEmpty();
    }

    @Test
    void a_refusal_is_remembered_by_an_append_without_events() {
        append(A, 0, event());
        var refusal = receipt("no");

        assertThat(store.append(new Append(List.of(part(A, 1)), Optional.of(refusal))))
                .isEqualTo(new Appended(1, List.of(1L)));
        assertThat(store.findReceipt(refusal.key()).orElseThrow().position()).isEqualTo(1);
        assertThat(store.append(new Append(List.of(part(A, 1)), Optional.of(refusal))))
                .isInstanceOf(Duplicate.class);
    }

    @Test
    void the_same_command_fifty_times_at_once_is_executed_once() {
        var receipt = receipt("once");

        var results =
                race(
                        50,
                        i ->
                                new Append(
                                        List.of(
                                                new StreamAppend(
                                                        A,
                                                        ExpectedVersion.any(),
                                                        List.of(event()))),
                                        Optional.of(receipt)));

        assertThat(results).filteredOn(Appended.class::isInstance).hasSize(1);
        assertThat(results).filteredOn(Duplicate.class::isInstance).hasSize(49);
        assertThat(store.lastPosition()).isEqualTo(1);
    }

    @Test
    void one_of_fifty_racing_writers_wins() {
        var results = race(50, i -> Append.of(A, ExpectedVersion.noStream(), List.of(event())));

        assertThat(results).filteredOn(Appended.class::isInstance).hasSize(1);
        assertThat(results).filteredOn(new Conflict(A, 1)::equals).hasSize(49);
    }

    @Test
    void writers_of_crossing_streams_all_get_an_answer() {
        var results =
                race(
                        100,
                        i -> {
                            var one = new StreamAppend(A, ExpectedVersion.any(), List.of(event()));
                            var two = new StreamAppend(B, ExpectedVersion.any(), List.of(event()));
                            return append(i % 2 == 0 ? one : two, i % 2 == 0 ? two : one);
                        });

        assertThat(results).allMatch(Appended.class::isInstance);
        assertThat(store.readStream(A, 0, 200)).hasSize(100);
        assertThat(store.readStream(B, 0, 200)).hasSize(100);
    }

    @Test
    void appends_of_one_thread_happen_in_the_order_of_submission() {
        var pending = new ArrayList<CompletableFuture<AppendResult>>();
        for (int version = 0; version < 500; version++) {
            pending.add(
                    store.submit(Append.of(A, ExpectedVersion.exactly(version), List.of(event()))));
        }

        assertThat(pending).allMatch(result -> result.join() instanceof Appended);
        assertThat(store.readStream(A, 0, 1_000)).hasSize(500);
    }

    @Test
    void what_was_built_on_a_failed_append_fails_too() {
        append(A, 0, event());
        var lost = store.submit(Append.of(A, ExpectedVersion.exactly(0), List.of(event())));
        var built = store.submit(append(part(A, 2, event()), part(B, 0, event())));

        assertThat(lost.join()).isEqualTo(new Conflict(A, 1));
        assertThat(built.join()).isEqualTo(new Conflict(A, 1));
        assertThat(store.lastPosition()).isEqualTo(1);
    }

    @Test
    void a_reader_that_reads_while_others_write_sees_every_event_once_and_in_order() {
        var done = new AtomicBoolean();
        var seen = new ArrayList<RecordedEvent>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reader =
                    threads.submit(() -> {
                        boolean last;
                        do {
                            last = done.get();
                            seen.addAll(store.readAll(seen.size(), 97));
                        } while (!last || seen.size() < store.lastPosition());
                    });
            race(
                    1_000,
                    i -> {
                        var stream = new StreamName("account", "s" + i % 7);
                        return append(
                                new StreamAppend(
                                        stream, ExpectedVersion.any(), List.of(event(), event())));
                    });
            done.set(true);
            assertThat(reader).succeedsWithin(Duration.ofSeconds(60));
        }

        assertThat(seen)
                .extracting(RecordedEvent::position)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 2_000).boxed().toList());
        for (int i = 0; i < 7; i++) {
            var stream = new StreamName("account", "s" + i);
            var versions =
                    seen.stream()
                            .filter(event -> event.stream().equals(stream))
                            .map(RecordedEvent::version)
                            .toList();
            assertThat(versions)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, versions.size()).boxed().toList());
        }
    }

    private List<AppendResult> race(int writers, IntFunction<Append> append) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results =
                    IntStream.range(0, writers)
                            .mapToObj(i -> threads.submit(() -> store.append(append.apply(i))))
                            .toList();
            return results.stream().map(EventStoreContract::resultOf).toList();
        }
    }

    private static AppendResult resultOf(Future<AppendResult> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
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

    private AppendResult append(StreamName stream, long expected, EventData... events) {
        return store.append(append(part(stream, expected, events)));
    }

    private static Append append(StreamAppend... parts) {
        return new Append(List.of(parts), Optional.empty());
    }

    private static StreamAppend part(StreamName stream, long expected, EventData... events) {
        return new StreamAppend(stream, ExpectedVersion.exactly(expected), List.of(events));
    }

    private static EventData event() {
        return event(Payload.ofText("{\"n\":1}"));
    }

    private static EventData event(Payload payload) {
        var metadata = new Metadata(UUID.randomUUID(), UUID.randomUUID(), "test");
        return new EventData(UUID.randomUUID(), "SomethingHappened", 1, payload, metadata);
    }

    private static Receipt receipt(String answer) {
        return new Receipt(UUID.randomUUID(), UUID.randomUUID(), Payload.ofText(answer));
    }
}
