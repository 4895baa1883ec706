package dev.rastro.bank.cli.serve;

import dev.rastro.bank.server.shared.ClosingStack;
import dev.rastro.embedded.DatabaseException;
import dev.rastro.embedded.DatabaseState;
import dev.rastro.embedded.EmbeddedDatabase;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * One run of the server. Whatever ends it, a start that fails, a signal, or a database that cannot
 * be had any more: all that was opened is closed, the newest first.
 */
public final class ServerRun {

    private static final Logger LOG = System.getLogger(ServerRun.class.getName());
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    /** A service manager usually kills after 90 s. */
    private static final Duration CLOSING_MAX = Duration.ofSeconds(60);

    private final PrintWriter out;
    private final ClosingStack open = new ClosingStack();
    private final CompletableFuture<Integer> end = new CompletableFuture<>();
    private volatile @Nullable EmbeddedDatabase embedded;
    private volatile boolean stopping;

    public ServerRun(PrintWriter out) {
        this.out = out;
    }

    /** Opens what is needed, and gives it to the run. */
    public interface Start {
        void open(ServerRun run) throws Exception;
    }

    /**
     * Starts, and serves until a signal comes.
     *
     * @return the exit status
     * @throws StartException if there is nothing to be served
     */
    public int serve(Start start) {
        // Before anything is open, because a signal may come while we start.
        var onSignal = new Thread(this::stop, "stop");
        Runtime.getRuntime().addShutdownHook(onSignal);
        try {
            // A signal waits until we are ready, and then finds all that there is to close.
            synchronized (this) {
                start.open(this);
            }
            return end.get();
        } catch (ExecutionException e) {
            throw failed(e.getCause() == null ? e : e.getCause(), onSignal);
        } catch (Exception | Error e) {
            throw failed(e, onSignal);
        }
    }

    private StartException failed(Throwable cause, Thread onSignal) {
        var failure = Environment.failureOf(cause);
        forget(onSignal);
        try {
            closeAll();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
        LOG.log(Level.DEBUG, "not served", failure);
        return failure;
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The signal came while we started: it finds nothing to close any more.
            LOG.log(Level.DEBUG, "told to stop meanwhile", e);
        }
    }

    /** To be closed at the end. */
    public <T extends AutoCloseable> T opened(T resource) {
        return open.push(resource);
    }

    /** Starts a database that is stopped last; when it cannot be had any more, the run ends. */
    public EmbeddedDatabase embedded(Path directory, EmbeddedDatabase.Settings settings) {
        var database = EmbeddedDatabase.start(directory, settings);
        // Stopped in our own order, after what works on it.
        database.leaveExitToCaller();
        embedded = database;
        var unused = database.lost().thenAccept(this::lost);
        return database;
    }

    private void lost(DatabaseException cause) {
        var message = String.valueOf(cause.getMessage());
        end.completeExceptionally(new StartException(message, StartException.DATABASE_LOST, cause));
    }

    /** What can be asked of the database; of one that is not ours we know nothing. */
    public DatabaseState databaseState() {
        var ours = embedded;
        return ours == null ? DatabaseState.UP : ours.state();
    }

    public boolean isStopping() {
        return stopping;
    }

    /** Runs when the process is told to end, also by Ctrl-C. */
    private void stop() {
        stopping = true;
        out.println("stopping: no new commands; finishing those in flight");
        out.flush();
        try {
            closeAll();
        } catch (RuntimeException e) {
            notInOrder(e);
        }
        out.println("stopped");
        out.flush();
        end.complete(0);
    }

    private synchronized void closeAll() {
        closeWhatWorksOnIt();
        var ours = embedded;
        if (ours != null) {
            ours.close();
        }
    }

    /** Good order takes a database; without one there is nothing to wait for. */
    private void closeWhatWorksOnIt() {
        var closing = Thread.ofPlatform().name("closing").daemon().start(this::closeQuietly);
        long begun = System.nanoTime();
        try {
            while (!closing.join(LOOK_EVERY)) {
                if (databaseState() == DatabaseState.DOWN) {
                    out.println("the database is down: what is in flight is not waited for");
                    return;
                }
                if (System.nanoTime() - begun > CLOSING_MAX.toNanos()) {
                    out.println("what is in flight takes too long: it is not waited for");
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeQuietly() {
        try {
            open.close();
        } catch (RuntimeException e) {
            notInOrder(e);
        }
    }

    private static void notInOrder(RuntimeException e) {
        LOG.log(Level.WARNING, "Not closed in good order: {0}", e.getMessage());
        LOG.log(Level.DEBUG, "not closed in good order", e);
    }
}
