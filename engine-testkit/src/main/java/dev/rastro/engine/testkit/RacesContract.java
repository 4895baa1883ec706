package dev.rastro.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.engine.event.Payload;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.AppendResult;
import dev.rastro.engine.store.AppendResult.Appended;
import dev.rastro.engine.store.AppendResult.Conflict;
import dev.rastro.engine.store.AppendResult.Duplicate;
import dev.rastro.engine.store.ExpectedVersion;
import dev.rastro.engine.store.Receipt;
import dev.rastro.engine.store.StreamAppend;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;

/** What a store does when one command comes twice, or when many come at once. */
abstract class RacesContract extends StoreFixture {

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

    private static Receipt receipt(String answer) {
        return new Receipt(UUID.randomUUID(), UUID.randomUUID(), Payload.ofText(answer));
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
}
