package dev.rastro.engine.postgres.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.Payload;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.postgres.TestDatabase;
import dev.rastro.engine.postgres.log.FlawedStore.Flaw;
import dev.rastro.engine.postgres.log.Submissions.Submission;
import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.AppendResult;
import dev.rastro.engine.store.ExpectedVersion;
import dev.rastro.engine.store.StoreBusyException;
import dev.rastro.engine.store.StreamAppend;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;

/**
 * Many clients, a short queue, short deadlines, and a store that is closed in the middle of it:
 * what is acknowledged is there, what is refused is not, nobody is overtaken or forgotten.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AppendQueueIT {

    private static final long SEED = Long.getLong("rastro.queue.seed", System.nanoTime());
    private static final int ROUNDS = 8;
    private static final int CLIENTS = 24;
    private static final int APPENDS_PER_CLIENT = 30;
    private static final int SUBMISSIONS = CLIENTS * APPENDS_PER_CLIENT;
    private static final List<Duration> DEADLINES =
            List.of(Duration.ofMillis(2), Duration.ofMillis(20), Duration.ofSeconds(10));

    @Test
    void what_is_acknowledged_is_there_and_what_is_refused_is_not() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(complaints(SEED + round, Flaw.NONE))
                    .as("-Drastro.queue.seed=%d", SEED + round)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void a_planted_flaw_is_found(Flaw flaw) throws Exception {
        int round = 0;
        while (round < ROUNDS && complaints(SEED + round, flaw).isEmpty()) {
            round++;
        }
        assertThat(round).as("rounds without complaint, seed %d", SEED).isLessThan(ROUNDS);
    }

    private static List<String> complaints(long seed, Flaw flaw) throws Exception {
        var random = new SplittableRandom(seed);
        var database = TestDatabase.withEmptyLog();
        var deadline = DEADLINES.get(random.nextInt(DEADLINES.size()));
        var store = TestStores.open(database, 1 + random.nextInt(16), deadline);
        var closing = new CountDownLatch(Math.min(SUBMISSIONS, random.nextInt(2 * SUBMISSIONS)));
        var flawed = new FlawedStore(store, flaw);
        var submissions = new ArrayList<Submission>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var clients = new ArrayList<Future<List<Submission>>>();
            for (int client = 0; client < CLIENTS; client++) {
                var choice = random.split();
                int number = client;
                clients.add(threads.submit(() -> submit(flawed, number, choice, closing)));
            }
            closing.await();
            store.close();
            for (var client : clients) {
                submissions.addAll(client.get());
            }
        } finally {
            store.close();
        }
        return Submissions.complaints(submissions, log(database));
    }

    /** Waits for an answer only now and then, so that several appends of a client are under way. */
    private static List<Submission> submit(
            FlawedStore store, int client, RandomGenerator random, CountDownLatch closing) {
        var submissions = new ArrayList<Submission>();
        for (int number = 0; number < APPENDS_PER_CLIENT; number++) {
            int events = 1 + random.nextInt(random.nextInt(5) == 0 ? 50 : 3);
            var result = submit(store, append(client, number, events));
            submissions.add(new Submission(client, number, events, result));
            closing.countDown();
            if (random.nextInt(4) == 0 && store.flaw() == Flaw.NONE) {
                Object unusedResult = result.handle((done, failure) -> true).join();
            }
        }
        return submissions;
    }

    private static CompletableFuture<AppendResult> submit(FlawedStore store, Append append) {
        try {
            return store.submit(append);
        } catch (StoreBusyException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** To a stream of the client's own and one that all share. */
    private static Append append(int client, int number, int events) {
        var own = new ArrayList<EventData>();
        for (int i = 1; i < events; i++) {
            own.add(event(client + "/" + number));
        }
        var shared = List.of(event(client + "/" + number));
        return new Append(
                List.of(
                        new StreamAppend(
                                new StreamName("own", "" + client), ExpectedVersion.any(), own),
                        new StreamAppend(
                                new StreamName("shared", "all"), ExpectedVersion.any(), shared)),
                Optional.empty());
    }

    private static EventData event(String actor) {
        var id = UUID.randomUUID();
        return new EventData(
                id, "SomethingHappened", 1, Payload.ofText("{}"), new Metadata(id, id, actor));
    }

    private static List<RecordedEvent> log(TestDatabase database) {
        try (var reader = TestStores.open(database)) {
            return reader.readAll(0, 1_000_000);
        }
    }
}
