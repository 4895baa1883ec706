package dev.rastro.engine.postgres.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rastro.engine.postgres.TestDatabase;
import dev.rastro.engine.postgres.clock.CheckedClock;
import dev.rastro.engine.postgres.inline.InlineProjections;
import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.AppendResult;
import dev.rastro.engine.store.AppendResult.Appended;
import dev.rastro.engine.store.ExpectedVersion;
import dev.rastro.engine.store.StoreException;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import javax.sql.DataSource;

/** When a thread of the store dies, all who wait are told, and so is whoever comes later. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DeadThreadIT {

    /** Nobody is answered because the time is over. */
    private static final Duration NEVER = Duration.ofDays(1);

    private static final Duration SOON = Duration.ofMinutes(2);

    private final TestDatabase database = TestDatabase.withEmptyLog();
    private final Writes writes = new Writes();

    /** Each write waits until it is let through. */
    private static final class Writes implements Meddling {
        final Semaphore through = new Semaphore(0);
        final Semaphore begun = new Semaphore(0);

        @Override
        public ResultSet meddle(Connection connection, String sql, Query query) throws Exception {
            if (sql.contains("INSERT INTO rastro.event")) {
                begun.release();
                through.acquire();
            }
            return query.execute();
        }
    }

    @Test
    void an_appender_that_dies_while_it_answers_is_not_silent() {
        var dying = new AtomicBoolean();
        var queue =
                queue(batch -> {
                    if (dying.get()) {
                        throw new SimulatedError();
                    }
                });
        writes.through.release(2);
        assertThat(queue.submit(append()).join()).isInstanceOf(Appended.class);
        assertThat(queue.lastError()).isEmpty();
        dying.set(true);

        assertThat(queue.submit(append()).join()).isInstanceOf(Appended.class);
        await().atMost(SOON).until(() -> queue.lastError().isPresent());
        assertThatNothingCanBeAppended(queue);
        queue.close();
    }

    @Test
    void when_the_thread_that_answers_dies_nobody_is_left_waiting() throws Exception {
        var dying = new AtomicBoolean();
        var queue =
                queue(batch -> {
                    if (dying.compareAndSet(true, false)) {
                        writes.begun.acquireUninterruptibly();
                        throw new SimulatedError();
                    }
                });
        writes.through.release();
        assertThat(queue.submit(append()).join()).isInstanceOf(Appended.class);
        writes.begun.acquire();
        var durable = queue.submit(append());
        writes.begun.acquire();
        var underWay = queue.submit(append());
        dying.set(true);
        writes.through.release();

        var waiting = submitOrFail(queue);
        assertThat(durable.join()).isInstanceOf(Appended.class);
        assertThatItFails(underWay);
        assertThatItFails(waiting);
        await().atMost(SOON).until(() -> queue.lastError().isPresent());
        assertThatNothingCanBeAppended(queue);
        writes.through.release();
        queue.close();
    }

    @Test
    void an_appender_that_dies_while_it_plans_is_not_silent() throws Exception {
        var dying = new AtomicBoolean();
        InstantSource clock =
                () -> {
                    if (dying.get() && Thread.currentThread().getName().equals("appender")) {
                        throw new SimulatedError();
                    }
                    return Instant.now();
                };
        var settings = PostgresEventStore.Settings.DEFAULT;
        try (var store =
                new PostgresEventStore(database.asApplication(), writer(), clock, settings)) {
            assertThat(store.lastError()).isEmpty();
            var first = store.submit(append());
            writes.begun.acquire();
            var second = store.submit(append());
            dying.set(true);
            writes.through.release();

            assertThat(first.join()).isInstanceOf(Appended.class);
            assertThatItFails(second);
            assertThatThrownBy(() -> store.submit(append())).isInstanceOf(StoreException.class);
            assertThat(store.lastError()).hasValueSatisfying(it -> assertThat(it).contains("died"));
        }
    }

    @Test
    void an_append_whose_planning_dies_is_not_written() {
        var victim = Thread.currentThread();
        var dying = new AtomicBoolean();
        InstantSource clock =
                () -> {
                    if (dying.get() && Thread.currentThread().equals(victim)) {
                        throw new SimulatedError();
                    }
                    return Instant.now();
                };
        var settings = PostgresEventStore.Settings.DEFAULT;
        try (var store =
                new PostgresEventStore(database.asApplication(), writer(), clock, settings)) {
            writes.through.release(1_000_000);
            store.append(append());
            dying.set(true);
            long appended = 1;
            while (!diesPlanning(store)) {
                appended++;
            }
            dying.set(false);

            assertThat(store.append(TestStores.append("b", ExpectedVersion.any())))
                    .isInstanceOf(Appended.class);
            assertThat(store.lastPosition()).isEqualTo(appended + 1);
        }
    }

    /** Callers plan as soon as the appender is done with what was before. */
    private static boolean diesPlanning(PostgresEventStore store) {
        try {
            store.append(append());
            return false;
        } catch (SimulatedError e) {
            return true;
        }
    }

    private AppendQueue queue(Consumer<Batch> afterCommit) {
        var database = new AppenderConnection(writer(), SOON);
        var clock = new CheckedClock(InstantSource.system(), NEVER);
        var inline = InlineProjections.NONE;
        return new AppendQueue(
                new Appender(database, clock, inline, afterCommit), 100, NEVER, NEVER);
    }

    private DataSource writer() {
        return writes.with(database.asWriter());
    }

    private static Append append() {
        return TestStores.append("a", ExpectedVersion.any());
    }

    private static CompletableFuture<AppendResult> submitOrFail(AppendQueue queue) {
        try {
            return queue.submit(append());
        } catch (StoreException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static void assertThatItFails(CompletableFuture<AppendResult> result) {
        assertThatThrownBy(() -> StoreException.await(result))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the appender died");
    }

    private static void assertThatNothingCanBeAppended(AppendQueue queue) {
        assertThatThrownBy(() -> queue.submit(append()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("nothing was written");
    }

    private static final class SimulatedError extends Error {
        private static final long serialVersionUID = 1;
    }
}
