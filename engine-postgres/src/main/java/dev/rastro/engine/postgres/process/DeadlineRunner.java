package dev.rastro.engine.postgres.process;

import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.postgres.jdbc.SessionLock;
import dev.rastro.engine.postgres.jdbc.Transactions;
import dev.rastro.engine.postgres.process.ProcessHost.Environment;
import dev.rastro.engine.process.Cause;
import dev.rastro.engine.process.ProcessManager;
import dev.rastro.engine.store.StoreException;
import dev.rastro.engine.store.Trouble;
import dev.rastro.engine.subscription.PositionSignal;

import java.lang.System.Logger;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;

/**
 * Sends what is due, the earliest first.
 *
 * <p>Deadlines of one time are taken together, and no later one before the log and the table have
 * taken in what came of them. So when the program was down for long, the time that it missed passes
 * in order.
 */
final class DeadlineRunner {

    private static final Logger LOG = System.getLogger(DeadlineRunner.class.getName());

    /** Sent at once; with more, commits become no cheaper and connections scarce. */
    private static final int DEADLINES_MAX = 64;

    /** Other nodes and changed clocks notify nobody. */
    private static final Duration POLL_EVERY = Duration.ofSeconds(1);

    private static final Duration APPLIED_WITHIN = Duration.ofSeconds(1);

    private final ProcessManager process;
    private final Environment environment;
    private final PositionSignal applied;
    private final DeadlineTable table;
    private final Sender sender;
    private final Attempts attempts = new Attempts();
    private final Trouble trouble;

    /**
     * @param applied how far the table of deadlines is
     */
    DeadlineRunner(
            ProcessManager process,
            Environment environment,
            Sender sender,
            PositionSignal applied) {
        this.process = process;
        this.environment = environment;
        this.sender = sender;
        this.applied = applied;
        this.trouble = new Trouble(LOG, "a deadline of process %s fails".formatted(process.name()));
        this.table =
                new DeadlineTable(
                        environment.viewSchema() + "." + DeadlineProjection.tableOf(process));
    }

    /** Why the newest deadline that failed did so; empty when all is well. */
    Optional<String> lastError() {
        return trouble.reason();
    }

    /**
     * Sends what is due first, if no other node is at it.
     *
     * @return how long to rest
     */
    Duration step() throws SQLException {
        var next = open().stream().findFirst();
        var now = environment.clock().instant();
        if (next.isEmpty() || !environment.store().allows(now)) {
            return POLL_EVERY;
        }
        if (next.get().due().isAfter(now)) {
            var left = Duration.between(now, next.get().due());
            return left.compareTo(POLL_EVERY) < 0 ? left : POLL_EVERY;
        }
        var turn = SessionLock.tryTake(environment.database(), "rastro process " + process.name());
        if (turn.isEmpty()) {
            return POLL_EVERY;
        }
        // Not within a transaction: what is sent may take longer than one may last.
        var lock = turn.get();
        try (lock) {
            return sendEarliest() ? Duration.ZERO : POLL_EVERY;
        }
    }

    /** The earliest deadlines, without those that were tried lately. */
    private List<Deadline> open() throws SQLException {
        int limit = DEADLINES_MAX + attempts.size();
        var earliest =
                new Transactions(environment.database())
                        .run(connection -> table.earliest(connection, limit));
        attempts.retain(earliest);
        if (attempts.size() == 0) {
            trouble.over();
        }
        return earliest.stream().filter(attempts::mayTry).toList();
    }

    private boolean sendEarliest() throws SQLException {
        if (!isTableFresh()) {
            return false;
        }
        var now = environment.clock().instant();
        var due = open().stream().filter(deadline -> !deadline.due().isAfter(now)).toList();
        if (due.isEmpty()) {
            return false;
        }
        var earliest = due.getFirst().due();
        sendAll(due.stream().filter(deadline -> deadline.due().equals(earliest)).toList());
        return true;
    }

    /** Whether the table shows everything that any node has committed until now. */
    private boolean isTableFresh() {
        try {
            return applied.await(environment.store().lastPosition(), APPLIED_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** At once, so that they share commits. */
    private void sendAll(List<Deadline> deadlines) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            deadlines.forEach(deadline -> threads.execute(() -> send(deadline)));
        }
    }

    private void send(Deadline deadline) {
        try {
            var event = read(deadline);
            var cause = new Cause(process.name(), Cause.Kind.DEADLINE, event);
            sender.send(deadline, () -> process.due(event, cause));
            attempts.succeeded(deadline);
        } catch (RuntimeException | Error e) {
            attempts.failed(deadline);
            trouble.failed("%s: %s".formatted(deadline.stream(), e.getMessage()), e);
        }
    }

    private RecordedEvent read(Deadline deadline) {
        var found = environment.store().readStream(deadline.stream(), deadline.version() - 1, 1);
        if (found.isEmpty()) {
            throw new StoreException("not in the log: " + deadline);
        }
        return found.getFirst();
    }
}
