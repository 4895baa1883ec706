package dev.rastro.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.subscription.Checkpoint;
import dev.rastro.engine.subscription.Checkpoints;
import dev.rastro.engine.subscription.EventFilter;
import dev.rastro.engine.subscription.EventHandler;
import dev.rastro.engine.subscription.Subscription;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What a subscription does on every store, however the day goes. */
@DisplayNameGeneration(ReplaceUnderscores.class)
public abstract class SubscriptionContract {

    private static final EventFilter EVERYTHING = EventFilter.everything();

    private SampleLog log;
    private Checkpoints checkpoints;
    private Checkpoint checkpoint;

    protected abstract SampleLog emptyLog();

    protected abstract Checkpoints emptyCheckpoints();

    @BeforeEach
    void start_with_nothing() {
        log = emptyLog();
        checkpoints = emptyCheckpoints();
        checkpoint = new Checkpoint(checkpoints, "reader");
    }

    private Subscription resume(EventFilter filter, EventHandler handler) {
        return Subscription.resume(checkpoint, log.source(), filter, handler);
    }

    private Subscription startAfter(long position, EventFilter filter, EventHandler handler) {
        return Subscription.startAfter(position, log.source(), filter, handler);
    }

    @Test
    void what_is_there_comes_first_and_then_what_comes() {
        log.append(SampleLog.STREAM, "Plain", 30);
        var seen = new Seen(7);

        try (var subscription = startAfter(0, EVERYTHING, seen)) {
            Seen.await(subscription, 30);
            log.append(SampleLog.STREAM, "Plain", 30);
            Seen.await(subscription, 60);
        }

        assertThat(seen.positions()).isEqualTo(range(1, 60));
        assertThat(seen.largest()).isBetween(1, 7);
    }

    @Test
    void a_subscription_begins_after_any_position() {
        log.append(SampleLog.STREAM, "Plain", 30);
        var seen = new Seen(100);

        try (var subscription = startAfter(21, EVERYTHING, seen)) {
            Seen.await(subscription, 30);
        }

        assertThat(seen.positions()).isEqualTo(range(22, 30));
    }

    @Test
    void who_begins_at_the_end_hears_only_what_comes() {
        log.append(SampleLog.STREAM, "Plain", 30);
        var seen = new Seen(100);

        try (var subscription = startAfter(log.store().lastPosition(), EVERYTHING, seen)) {
            log.append("Plain");
            Seen.await(subscription, 31);
        }

        assertThat(seen.positions()).containsExactly(31L);
    }

    @Test
    void a_restart_goes_on_at_the_checkpoint() {
        log.append(SampleLog.STREAM, "Plain", 10);
        var seen = new Seen(3);
        try (var subscription = resume(EVERYTHING, seen)) {
            Seen.await(subscription, 10);
        }
        assertThat(checkpoints.load("reader")).isEqualTo(10);
        log.append(SampleLog.STREAM, "Plain", 10);

        try (var subscription = resume(EVERYTHING, seen)) {
            Seen.await(subscription, 20);
        }

        assertThat(seen.positions()).isEqualTo(range(1, 20));
    }

    @Test
    void a_new_reader_may_begin_elsewhere_than_at_the_beginning() {
        log.append(SampleLog.STREAM, "Plain", 10);
        checkpoints.advance("reader", 0, 8);
        var seen = new Seen(3);

        try (var subscription = resume(EVERYTHING, seen)) {
            Seen.await(subscription, 10);
        }

        assertThat(seen.positions()).containsExactly(9L, 10L);
    }

    @Test
    void closing_while_catching_up_finishes_the_batch_at_hand_and_no_more() throws Exception {
        log.append(SampleLog.STREAM, "Plain", 100);
        var inBatch = new CountDownLatch(1);
        var seen = new Seen(10);
        var goOn = new CountDownLatch(1);
        var subscription =
                resume(
                        EVERYTHING,
                        seen.after(events -> {
                            inBatch.countDown();
                            goOn.await();
                        }));
        inBatch.await();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var closing = threads.submit(subscription::close);
            goOn.countDown();
            closing.get();
        }

        long stopped = checkpoints.load("reader");
        assertThat(stopped).isEqualTo(seen.positions().getLast()).isPositive();
        assertThat(seen.positions()).isEqualTo(range(1, stopped));

        try (var next = resume(EVERYTHING, seen)) {
            Seen.await(next, 100);
        }
        assertThat(seen.positions()).isEqualTo(range(1, 100));
    }

    @Test
    void a_stop_interrupts_no_handler() throws Exception {
        log.append("Plain");
        var inBatch = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var subscription =
                resume(
                        EVERYTHING,
                        events -> {
                            inBatch.countDown();
                            goOn.await();
                        });
        inBatch.await();
        var closing = Thread.ofPlatform().start(subscription::close);
        while (closing.isAlive() && closing.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        goOn.countDown();
        closing.join();

        assertThat(subscription.lastError()).isEmpty();
        assertThat(checkpoints.load("reader")).isOne();
    }

    @Test
    void a_handler_may_end_its_own_subscription() throws Exception {
        log.append(SampleLog.STREAM, "Plain", 10);
        var seen = new Seen(2);
        var handle = new Subscription[1];
        var known = new CountDownLatch(1);
        handle[0] =
                resume(
                        EVERYTHING,
                        seen.after(events -> {
                            known.await();
                            handle[0].close();
                        }));
        known.countDown();
        Seen.await(handle[0], 2);
        handle[0].close();

        assertThat(seen.positions()).containsExactly(1L, 2L);
        assertThat(checkpoints.load("reader")).isEqualTo(2);
    }

    @Test
    void where_nothing_matches_the_checkpoint_moves_on() {
        log.append("Plain");
        log.appendNoise(100_000);
        var seen = new Seen(10);

        try (var subscription = resume(EventFilter.types("Plain"), seen)) {
            Seen.await(subscription, 100_001);
            assertThat(checkpoints.load("reader")).isGreaterThan(80_000);
        }
        assertThat(checkpoints.load("reader")).isEqualTo(100_001);
        log.append("Plain");

        try (var subscription = resume(EventFilter.types("Plain"), seen)) {
            Seen.await(subscription, 100_002);
        }
        assertThat(seen.positions()).containsExactly(1L, 100_002L);
    }

    @Test
    void a_slow_handler_holds_up_its_own_subscription_and_no_other() throws Exception {
        var goOn = new CountDownLatch(1);
        var slow = new Seen(10);
        var quick = new Seen(10);

        try (var one = resume(EVERYTHING, slow.after(events -> goOn.await()));
                var other = startAfter(0, EVERYTHING, quick)) {
            IntStream.range(0, 500).forEach(i -> log.append("Plain"));
            Seen.await(other, 500);
            assertThat(slow.positions()).isEmpty();
            goOn.countDown();
            Seen.await(one, 500);
        }

        assertThat(slow.positions()).isEqualTo(range(1, 500));
        assertThat(quick.positions()).isEqualTo(range(1, 500));
    }

    @Test
    void racing_writers_are_heard_in_the_order_of_the_log_by_every_filter() throws Exception {
        var all = new Seen(50);
        var one = new Seen(50);
        var few = new Seen(50);
        var oneStream = EventFilter.stream(new StreamName("sample", "w3"));
        try (var everything = startAfter(0, EVERYTHING, all);
                var stream = startAfter(0, oneStream, one);
                var types = startAfter(0, EventFilter.types("T1", "T5"), few)) {
            race(8, 100);
            for (var subscription : List.of(everything, stream, types)) {
                Seen.await(subscription, 800);
            }
        }

        assertThat(all.positions()).isEqualTo(range(1, 800));
        assertThat(one.positions()).hasSize(100).isSorted();
        assertThat(few.positions()).hasSize(200).isSorted();
    }

    private void race(int writers, int rounds) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var racing =
                    IntStream.range(0, writers)
                            .mapToObj(i ->
                                    threads.submit(() -> {
                                        var stream = new StreamName("sample", "w" + i);
                                        for (int round = 0; round < rounds; round++) {
                                            log.append(stream, "T" + i, 1);
                                        }
                                    }))
                            .toList();
            for (var writer : racing) {
                writer.get();
            }
        }
    }

    private static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
