package dev.rastro.engine.postgres.process;

import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.postgres.jdbc.Backoff;
import dev.rastro.engine.postgres.log.PostgresEventStore;
import dev.rastro.engine.postgres.projection.ProjectionHost;
import dev.rastro.engine.postgres.subscription.PostgresCheckpoints;
import dev.rastro.engine.process.Cause;
import dev.rastro.engine.process.ProcessManager;
import dev.rastro.engine.store.Trouble;
import dev.rastro.engine.subscription.Checkpoint;
import dev.rastro.engine.subscription.Subscription;

import java.lang.System.Logger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import javax.sql.DataSource;

/**
 * Runs one process manager. Every node may: one at a time has the turn to look at deadlines, the
 * reactions to events share a checkpoint, and what is sent twice all the same takes effect once.
 */
public final class ProcessHost implements AutoCloseable {

    private static final Logger LOG = System.getLogger(ProcessHost.class.getName());

    /** Longer than the store lets anybody wait. */
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(30);

    private final ProcessManager process;
    private final Sender sender;
    private final ProjectionHost deadlines;
    private final DeadlineRunner runner;
    private final Subscription reactions;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private final Trouble trouble;

    /**
     * Where a process runs.
     *
     * @param viewSchema where the table of its deadlines is found
     * @param clock says what is due
     * @param hasRoom as of a {@link ProjectionHost.Place}
     */
    public record Environment(
            DataSource database,
            PostgresEventStore store,
            String viewSchema,
            InstantSource clock,
            BooleanSupplier hasRoom) {

        /** On a disk that somebody else looks after. */
        public Environment(
                DataSource database,
                PostgresEventStore store,
                String viewSchema,
                InstantSource clock) {
            this(database, store, viewSchema, clock, () -> true);
        }

        private ProjectionHost.Place place() {
            return new ProjectionHost.Place(database, viewSchema, hasRoom);
        }
    }

    public ProcessHost(Environment environment, ProcessManager process) {
        this(environment, process, ANSWERED_WITHIN);
    }

    /**
     * @param patience how long what is sent may go without an answer before it counts as failed
     */
    ProcessHost(Environment environment, ProcessManager process, Duration patience) {
        this.process = process;
        this.sender = new Sender(patience);
        this.trouble = new Trouble(LOG, "process %s fails".formatted(process.name()));
        this.deadlines =
                new ProjectionHost(
                        environment.place(), environment.store(), new DeadlineProjection(process));
        this.runner = new DeadlineRunner(process, environment, sender, deadlines.applied());
        this.reactions = react(environment);
        this.thread = Thread.ofVirtual().name("process " + process.name()).start(this::run);
    }

    private Subscription react(Environment environment) {
        var checkpoints = new PostgresCheckpoints(environment.database());
        return Subscription.resume(
                new Checkpoint(checkpoints, "process:" + name()),
                environment.store(),
                process.reactsTo(),
                events -> events.forEach(this::react));
    }

    private void react(RecordedEvent event) {
        var cause = new Cause(name(), Cause.Kind.EVENT, event);
        sender.send(event.position(), () -> process.react(event, cause));
    }

    public String name() {
        return process.name();
    }

    /** The projection that derives the pending deadlines. */
    public ProjectionHost deadlines() {
        return deadlines;
    }

    /** Why the newest attempt failed; empty when all is well. */
    public Optional<String> lastError() {
        return trouble.reason().or(runner::lastError).or(reactions::lastError);
    }

    private void run() {
        int failures = 0;
        var pause = Duration.ZERO;
        while (!isClosedWithin(pause)) {
            try {
                pause = runner.step();
                failures = 0;
                trouble.over();
            } catch (Throwable e) {
                // An Error too: a thread that is gone without a word would be worse.
                failures++;
                trouble.failed(e);
                pause = Backoff.after(failures);
            }
        }
    }

    private boolean isClosedWithin(Duration pause) {
        try {
            return closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    /** Finishes the turn at hand and stops. */
    @Override
    public void close() {
        closed.countDown();
        reactions.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        deadlines.close();
    }
}
