package dev.rastro.embedded;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Looks after a server process: starts it again when it ended, after pauses that grow, and sees to
 * it that there is room on its disk.
 */
final class Watch {

    private static final Logger LOG = System.getLogger(Watch.class.getName());
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(10);
    private static final long MIB = 1 << 20;

    private final Postmaster postmaster;
    private final Path directory;
    private final FileStore disk;
    private final EmbeddedDatabase.Settings settings;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CompletableFuture<DatabaseException> lost = new CompletableFuture<>();
    private final Thread thread;
    private volatile DatabaseState state = DatabaseState.UP;

    Watch(Postmaster postmaster, Path directory, EmbeddedDatabase.Settings settings)
            throws IOException {
        this.postmaster = postmaster;
        this.directory = directory;
        this.disk = Files.getFileStore(directory);
        this.settings = settings;
        look();
        this.thread = Thread.ofPlatform().name("database-watch").daemon().start(this::run);
    }

    DatabaseState state() {
        return state;
    }

    /** Completes when the server cannot be had again. */
    CompletableFuture<DatabaseException> lost() {
        return lost;
    }

    private void run() {
        while (!isClosedWithin(LOOK_EVERY)) {
            if (postmaster.isRunning()) {
                look();
            } else if (!startAgain()) {
                return;
            }
        }
    }

    private void look() {
        var now = room();
        if (now != state) {
            state = now;
            LOG.log(
                    Level.WARNING,
                    now == DatabaseState.FULL
                            ? "Refusing writes: less than {0} MiB are free below {1}"
                            : "Taking writes again: more than {0} MiB are free below {1}",
                    settings.reserveBytes() / MIB,
                    directory);
        }
    }

    private DatabaseState room() {
        try {
            return disk.getUsableSpace() < settings.reserveBytes()
                    ? DatabaseState.FULL
                    : DatabaseState.UP;
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "cannot see how much room there is", e);
            return state;
        }
    }

    /**
     * @return false if that is no longer wanted, or was given up
     */
    private boolean startAgain() {
        state = DatabaseState.DOWN;
        LOG.log(Level.WARNING, "The embedded PostgreSQL ended; starting it again");
        long begun = System.nanoTime();
        for (var pause = LOOK_EVERY; ; pause = longer(pause)) {
            try {
                // It may still be starting, beyond the patience of the attempt before.
                if (!postmaster.isRunning()) {
                    postmaster.stopLeftover();
                    postmaster.start();
                }
                LOG.log(Level.WARNING, "The embedded PostgreSQL runs again");
                state = room();
                return true;
            } catch (IOException | DatabaseException e) {
                if (isClosedWithin(Duration.ZERO)) {
                    return false;
                }
                if (System.nanoTime() - begun > settings.patience().toNanos()) {
                    lost.complete(gone(e));
                    return false;
                }
                LOG.log(Level.WARNING, "It does not start yet: {0}", e.getMessage());
            }
            if (isClosedWithin(pause)) {
                return false;
            }
        }
    }

    private static Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2);
        return twice.compareTo(PAUSE_MAX) < 0 ? twice : PAUSE_MAX;
    }

    private DatabaseException gone(Exception cause) {
        return new DatabaseException(
                "The embedded PostgreSQL ended, and could not be started again within %d s: %s"
                        .formatted(settings.patience().toSeconds(), cause.getMessage()),
                cause);
    }

    private boolean isClosedWithin(Duration time) {
        try {
            return closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Starts nothing any more. A start that is under way ends when its server is stopped. */
    void retire() {
        closed.countDown();
    }

    boolean isOverWithin(Duration time) {
        try {
            return thread.join(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
