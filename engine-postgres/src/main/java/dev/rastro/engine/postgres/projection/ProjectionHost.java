package dev.rastro.engine.postgres.projection;

import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.postgres.jdbc.Transactions;
import dev.rastro.engine.postgres.log.PostgresEventStore;
import dev.rastro.engine.postgres.projection.catalog.Generation;
import dev.rastro.engine.postgres.projection.catalog.Generation.State;
import dev.rastro.engine.postgres.projection.catalog.GenerationTable;
import dev.rastro.engine.postgres.projection.catalog.ParkedStream;
import dev.rastro.engine.postgres.projection.catalog.ParkedStreams;
import dev.rastro.engine.postgres.projection.catalog.Pauses;
import dev.rastro.engine.store.StoreException;
import dev.rastro.engine.store.Trouble;
import dev.rastro.engine.subscription.InterruptibleWait;
import dev.rastro.engine.subscription.PositionSignal;

import java.lang.System.Logger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import javax.sql.DataSource;

/**
 * Runs one projection: keeps a runner for each generation of the program's version that is not
 * retired, those included that other nodes have begun, and begins a new one when it starts and
 * there is none.
 */
public final class ProjectionHost implements AutoCloseable {

    private static final Logger LOG = System.getLogger(ProjectionHost.class.getName());

    /** How soon it is seen what another node has begun, paused or resumed. */
    private static final Duration POLL_EVERY = Duration.ofSeconds(5);

    /** The same while a build is under way, or another version's tables serve. */
    private static final Duration POLL_OFTEN = Duration.ofMillis(500);

    private final ProjectionParts parts;
    private final Map<Integer, GenerationRunner> runners = new ConcurrentHashMap<>();
    private final InterruptibleWait waits = new InterruptibleWait();
    private final Thread watcher;
    private volatile Duration pollAfter = POLL_OFTEN;
    private final Trouble trouble;

    /**
     * Where the tables of a projection are kept.
     *
     * @param viewSchema where readers find them
     * @param hasRoom whether the disk has room for much that is new; without, builds stand still
     */
    public record Place(DataSource database, String viewSchema, BooleanSupplier hasRoom) {}

    /** As the other, on a disk that somebody else looks after. */
    public ProjectionHost(
            DataSource database,
            PostgresEventStore store,
            String viewSchema,
            Projection projection) {
        this(new Place(database, viewSchema, () -> true), store, projection);
    }

    /** Makes the tables if there are none, and starts. */
    public ProjectionHost(Place place, PostgresEventStore store, Projection projection) {
        var schema = new GenerationSchema(place.viewSchema(), projection);
        this.parts =
                new ProjectionParts(
                        projection,
                        schema,
                        new Generations(projection, schema),
                        new BatchApplier(projection),
                        new SwitchOver(projection, schema),
                        store,
                        new Transactions(place.database()),
                        new PositionSignal(),
                        new Pauses(projection.name()),
                        new Semaphore(0),
                        place.hasRoom());
        this.trouble = new Trouble(LOG, "cannot look after projection " + name());
        begin();
        watch();
        this.watcher = Thread.ofVirtual().name("projection " + name()).start(this::keepWatching);
    }

    public String name() {
        return parts.name();
    }

    /** How far the read model is: it shows every event up to this position. */
    public PositionSignal applied() {
        return parts.applied();
    }

    /** Whether the projection is paused, as this process saw it last, without a query. */
    public boolean isPaused() {
        return parts.pauses().isPaused();
    }

    /** Why the newest attempt failed to make progress; empty when all is well. */
    public Optional<String> lastError() {
        return trouble.reason()
                .or(() ->
                        runners.values().stream()
                                .flatMap(runner -> runner.lastError().stream())
                                .findFirst());
    }

    private void begin() {
        transact(connection -> {
            parts.generations().begin(connection);
            return true;
        });
    }

    /**
     * Begins to build a new generation from the first event on. Readers see the old one until the
     * new one has caught up and takes its place by itself. An unfinished build of another version
     * is given up.
     *
     * @param compare whether it takes the old one's place only if all rows are equal
     * @return false if a rebuild is under way already
     */
    public boolean rebuild(boolean compare) {
        boolean begun = transact(connection -> parts.generations().rebuild(connection, compare));
        watch();
        return begun;
    }

    /** Stops this projection on every node, between two batches. */
    public void pause() {
        transact(connection -> {
            parts.pauses().pause(connection);
            return true;
        });
        parts.pauses().remember(true);
    }

    public void resume() {
        transact(connection -> {
            parts.pauses().resume(connection);
            return true;
        });
        parts.pauses().remember(false);
    }

    /** Drops the tables of generations that no longer serve. */
    public int dropRetired() {
        return transact(parts.generations()::dropRetired);
    }

    /**
     * Tries the waiting events of every parked stream again.
     *
     * @return how many streams are back
     */
    public int retryParked() {
        return transact(connection -> {
            var serving = lockServing(connection);
            return serving.isEmpty() ? 0 : new ParkedRetry(parts).run(connection, serving.get());
        });
    }

    /** What became of an attempt to skip a parked event. */
    public sealed interface Skip {

        record Skipped() implements Skip {}

        record NotParked() implements Skip {}

        /** The stream is parked, but at this version. */
        record OtherVersion(long version) implements Skip {}
    }

    /** Makes it known for ever that an event is skipped. */
    public interface SkipRecorder {
        void record(int generation, ParkedStream parked);
    }

    /**
     * Leaves out, in the tables that serve, the event that a stream is parked at, and applies the
     * ones behind it. The recorder is called before, while nothing else can happen to the stream:
     * after a crash between the two the stream is still parked, and whoever asks again has it
     * recorded again.
     */
    public Skip skipParked(StreamName stream, long version, SkipRecorder recorder) {
        return transact(connection -> {
            var serving = lockServing(connection);
            var parked =
                    serving.isEmpty()
                            ? Optional.<ParkedStream>empty()
                            : ParkedStreams.find(connection, serving.get(), stream);
            if (parked.isEmpty()) {
                return new Skip.NotParked();
            }
            if (parked.get().firstVersion() != version) {
                return new Skip.OtherVersion(parked.get().firstVersion());
            }
            recorder.record(serving.orElseThrow().number(), parked.get());
            new ParkedRetry(parts).skip(connection, serving.orElseThrow(), parked.get());
            return new Skip.Skipped();
        });
    }

    private Optional<Generation> lockServing(Connection connection) throws SQLException {
        for (var generation : GenerationTable.of(connection, name())) {
            if (generation.state() == State.SERVING) {
                return GenerationTable.lock(connection, name(), generation.number())
                        .filter(it -> it.state() == State.SERVING);
            }
        }
        return Optional.empty();
    }

    public ProjectionStatus status() {
        return transact(connection -> new StatusReader(parts, runners).read(connection));
    }

    private void keepWatching() {
        while (!waits.isClosed()) {
            waits.run(() -> {
                if (parts.generationsChanged()
                        .tryAcquire(pollAfter.toMillis(), TimeUnit.MILLISECONDS)) {
                    parts.generationsChanged().drainPermits();
                }
            });
            watch();
        }
    }

    private synchronized void watch() {
        if (waits.isClosed()) {
            return;
        }
        try {
            var generations = parts.transactions().run(this::look);
            runners.values().removeIf(runner -> !runner.isRunning());
            generations.forEach(this::run);
            pollAfter = generations.stream().allMatch(this::isSettled) ? POLL_EVERY : POLL_OFTEN;
            trouble.over();
        } catch (Throwable e) {
            // An Error too: a thread that is gone without a word would be worse.
            trouble.failed(e);
        }
    }

    private List<Generation> look(Connection connection) throws SQLException {
        boolean unused = parts.pauses().look(connection);
        return GenerationTable.of(connection, name()).stream()
                .filter(generation -> generation.state() != State.RETIRED)
                .toList();
    }

    private void run(Generation generation) {
        if (generation.state() == State.SERVING) {
            // Of another version, it has no runner here that would say so.
            parts.applied().advance(generation.position());
        }
        if (isOurs(generation)) {
            runners.computeIfAbsent(
                    generation.number(), number -> new GenerationRunner(parts, generation));
        }
    }

    private boolean isOurs(Generation generation) {
        return generation.version() == parts.projection().version();
    }

    private boolean isSettled(Generation generation) {
        return generation.state() == State.SERVING && isOurs(generation);
    }

    private <T> T transact(Transactions.Work<T> work) {
        try {
            return parts.transactions().run(work);
        } catch (SQLException e) {
            throw new StoreException("projection %s: %s".formatted(name(), e.getMessage()), e);
        }
    }

    /** Finishes the batches at hand and stops. */
    @Override
    public void close() {
        waits.close();
        synchronized (this) {
            runners.values().forEach(GenerationRunner::close);
        }
        try {
            watcher.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
