package dev.rastro.bank.server.admin;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.sql.DataSource;

/**
 * Asks the database whether it answers. There is one question at a time, however many want to know:
 * a database that is frozen holds one thread and one connection.
 */
final class DatabaseProbe {

    private static final int VALID_SECONDS = 2;

    private final DataSource database;
    private @Nullable CompletableFuture<Optional<String>> underWay;

    DatabaseProbe(DataSource database) {
        this.database = database;
    }

    /**
     * Takes no longer than that, getting a connection included.
     *
     * @return what is wrong; empty if the database answers
     */
    Optional<String> error(Duration atMost) {
        try {
            return question().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Optional.of("the database does not answer");
        } catch (ExecutionException e) {
            return Optional.of("the database cannot be asked");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    private synchronized CompletableFuture<Optional<String>> question() {
        var open = underWay;
        if (open == null || open.isDone()) {
            open = CompletableFuture.supplyAsync(this::ask, Thread::startVirtualThread);
            underWay = open;
        }
        return open;
    }

    private Optional<String> ask() {
        try (var connection = database.getConnection()) {
            return connection.isValid(VALID_SECONDS)
                    ? Optional.empty()
                    : Optional.of("the database does not answer");
        } catch (SQLException e) {
            return Optional.of("the database cannot be reached");
        }
    }
}
