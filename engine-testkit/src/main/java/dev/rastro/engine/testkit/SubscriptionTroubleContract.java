package dev.rastro.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.store.StoreBusyException;
import dev.rastro.engine.store.StoreException;
import dev.rastro.engine.subscription.Checkpoint;
import dev.rastro.engine.subscription.Checkpoints;
import dev.rastro.engine.subscription.EventFilter;
import dev.rastro.engine.subscription.EventHandler;
import dev.rastro.engine.subscription.EventSource;
import dev.rastro.engine.subscription.PositionSignal;
import dev.rastro.engine.subscription.Subscription;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/** What a subscription does on every store when something goes wrong: it skips nothing. */
@DisplayNameGeneration(ReplaceUnderscores.class)
public abstract class SubscriptionTroubleContract {

    private static final EventFilter EVERYTHING = EventFilter.everything();

    private SampleLog log;
    private Checkpoints checkpoints;

    protected abstract SampleLog emptyLog();

    protected abstract Checkpoints emptyCheckpoints();

    @BeforeEach
    void start_with_twenty_events() {
        log = emptyLog();
        checkpoints = emptyCheckpoints();
        log.append(SampleLog.STREAM, "Plain", 20);
    }

    private Subscription resume(EventSource source, Checkpoints kept, EventHandler handler) {
        return Subscription.resume(new Checkpoint(kept, "reader"), source, EVERYTHING, handler);
    }

    /** Does as it is told again and again. */
    private interface Mishap {
        void happen(int call);
    }

    private static void failTwice(int call) {
        if (call <= 2) {
            throw new StoreBusyException("mishap " + call);
        }
    }

    private static EventHandler failing(Mishap mishap) {
        var calls = new AtomicInteger();
        return events -> {
            if (events.getFirst().position() == 8) {
                mishap.happen(calls.incrementAndGet());
            }
        };
    }

    @Test
    void a_handler_that_throws_gets_the_same_events_again() {
        var seen = new Seen(7);

        try (var subscription =
                resume(
                        log.source(),
                        checkpoints,
                        seen.after(failing(SubscriptionTroubleContract::failTwice)))) {
            Seen.await(subscription, 20);
            assertThat(subscription.lastError()).isEmpty();
        }

        assertThat(seen.positions()).isEqualTo(range(1, 20));
    }

    @Test
    void an_error_ends_no_subscription_either() {
        var seen = new Seen(7);
        var handler =
                seen.after(
                        failing(call -> {
                            if (call == 1) {
                                throw new AssertionError("a bug");
                            }
                        }));

        try (var subscription = resume(log.source(), checkpoints, handler)) {
            Seen.await(subscription, 20);
        }

        assertThat(seen.positions()).isEqualTo(range(1, 20));
    }

    @Test
    void a_handler_that_never_takes_its_events_is_seen_and_nothing_is_skipped() throws Exception {
        var thirdTime = new CountDownLatch(3);
        var seen = new Seen(7);
        var handler =
                seen.after(
                        failing(call -> {
                            thirdTime.countDown();
                            throw new IllegalStateException("unheard of");
                        }));

        try (var subscription = resume(log.source(), checkpoints, handler)) {
            thirdTime.await();
            assertThat(subscription.lastError()).contains("unheard of");
            assertThat(subscription.handled().position()).isEqualTo(7);
        }

        assertThat(seen.positions()).isEqualTo(range(1, 7));
        assertThat(checkpoints.load("reader")).isEqualTo(7);
    }

    @Test
    void a_store_in_trouble_is_asked_again() {
        var seen = new Seen(7);

        try (var subscription = resume(new Flaky(log.source()), checkpoints, seen)) {
            Seen.await(subscription, 20);
        }

        assertThat(seen.positions()).isEqualTo(range(1, 20));
    }

    /** The answer of a checkpoint can be lost before it has moved, or after. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_checkpoint_in_trouble_hands_nothing_over_twice(boolean moves) {
        var seen = new Seen(7);
        var kept = new FlakyCheckpoints(checkpoints, moves, new AtomicInteger());

        try (var subscription = resume(log.source(), kept, seen)) {
            Seen.await(subscription, 20);
        }

        assertThat(seen.positions()).isEqualTo(range(1, 20));
        assertThat(checkpoints.load("reader")).isEqualTo(20);
    }

    @Test
    void two_that_share_a_checkpoint_skip_nothing() {
        log.append(SampleLog.STREAM, "Plain", 480);
        var seen = new Seen(10);

        try (var one = resume(log.source(), checkpoints, seen);
                var two = resume(log.source(), checkpoints, seen)) {
            Seen.await(one, 500);
            Seen.await(two, 500);
        }

        assertThat(seen.positions()).containsAll(range(1, 500));
        assertThat(checkpoints.load("reader")).isEqualTo(500);
    }

    @Test
    void one_who_slept_while_another_went_on_moves_nothing_back() throws Exception {
        var asleep = new CountDownLatch(1);
        var wake = new CountDownLatch(1);
        var late = new Seen(5);
        var handler =
                late.after(events -> {
                    asleep.countDown();
                    wake.await();
                });

        try (var sleeper = resume(log.source(), checkpoints, handler)) {
            asleep.await();
            try (var other = resume(log.source(), checkpoints, new Seen(5))) {
                Seen.await(other, 20);
            }
            wake.countDown();
            Seen.await(sleeper, 20);
        }

        assertThat(late.positions()).isEqualTo(range(1, 5));
        assertThat(checkpoints.load("reader")).isEqualTo(20);
    }

    @Test
    void who_begins_ahead_of_the_log_is_in_trouble_and_hears_nothing() {
        var seen = new Seen(7);

        try (var subscription = Subscription.startAfter(21, log.source(), EVERYTHING, seen)) {
            Seen.awaitTrouble(subscription, "ahead of the log");
        }

        assertThat(seen.positions()).isEmpty();
    }

    /** As after a restore: what follows has the same positions, and is something else. */
    @Test
    void a_checkpoint_ahead_of_the_log_is_trouble_until_somebody_moves_it() throws Exception {
        checkpoints.advance("reader", 0, 25);
        var kept = new CountedCheckpoints(checkpoints);
        var seen = new Seen(7);

        try (var subscription = resume(log.source(), kept, seen)) {
            Seen.awaitTrouble(subscription, "ahead of the log");
            log.append(SampleLog.STREAM, "Plain", 10);
            kept.awaitLoads(2);
            assertThat(subscription.lastError()).isPresent();
            assertThat(seen.positions()).isEmpty();

            checkpoints.advance("reader", 25, 28);
            Seen.await(subscription, 30);
            Seen.awaitNoTrouble(subscription);
        }

        assertThat(seen.positions()).containsExactly(29L, 30L);
    }

    private static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    /** Every second look fails. */
    private static final class Flaky implements EventSource {

        private final EventSource source;
        private int calls;

        Flaky(EventSource source) {
            this.source = source;
        }

        @Override
        public List<RecordedEvent> readAll(long afterPosition, int limit) {
            throw new UnsupportedOperationException("read asks for pages");
        }

        @Override
        public Page read(EventFilter filter, long afterPosition, int limit) {
            if (calls++ % 2 == 0) {
                throw new StoreException("no database");
            }
            return source.read(filter, afterPosition, limit);
        }

        @Override
        public long lastPosition() {
            return source.lastPosition();
        }

        @Override
        public PositionSignal committed() {
            return source.committed();
        }
    }

    private record FlakyCheckpoints(Checkpoints kept, boolean moves, AtomicInteger calls)
            implements Checkpoints {

        @Override
        public long load(String name) {
            return kept.load(name);
        }

        @Override
        public boolean advance(String name, long from, long to) {
            boolean fails = calls.incrementAndGet() % 2 == 1;
            if (fails && !moves) {
                throw new StoreException("nothing moved");
            }
            boolean moved = kept.advance(name, from, to);
            if (fails) {
                throw new StoreException("nobody knows");
            }
            return moved;
        }
    }
}
