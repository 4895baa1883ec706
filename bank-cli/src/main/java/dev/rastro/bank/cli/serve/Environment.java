package dev.rastro.bank.cli.serve;

import dev.rastro.bank.cli.terminal.Terminal;
import dev.rastro.bank.server.demo.ForeignDataException;
import dev.rastro.embedded.DatabaseException;
import dev.rastro.embedded.Durability;
import dev.rastro.engine.store.StoreException;

import picocli.CommandLine;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;

import javax.sql.DataSource;

/** What the server finds where it is started. */
public final class Environment {

    private Environment() {}

    /** The demo's is another one, so that it never mixes with a bank in earnest. */
    public static Path folder(boolean demo) {
        var name = demo ? "rastro-demo" : "rastro";
        var xdg = System.getenv("XDG_DATA_HOME");
        return xdg == null || xdg.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".local", "share", name)
                : Path.of(xdg, name);
    }

    /**
     * @throws StartException if the database may lose what it acknowledged, and that is not allowed
     */
    public static void checkDurability(
            DataSource database, boolean unsafeAllowed, CommandLine console) throws SQLException {
        try (var connection = database.getConnection()) {
            var durability = Durability.read(connection);
            var version = connection.getMetaData().getDatabaseProductVersion();
            Terminal.out(console).printf("PostgreSQL %s, %s%n", version, durability.describe());
            if (durability.isSafe()) {
                return;
            }
            if (!unsafeAllowed) {
                throw new StartException(
                        "this database may lose what it acknowledged (%s); turn these on, or say --allow-unsafe-durability"
                                .formatted(durability.describe()));
            }
            Terminal.err(console)
                    .println("WARNING: ACKNOWLEDGED MONEY MAY BE LOST: " + durability.describe());
        }
    }

    /** In a line, without what only a programmer reads. */
    static StartException failureOf(Throwable cause) {
        return switch (cause) {
            case StartException known -> known;
            case DatabaseException known ->
                    new StartException(String.valueOf(known.getMessage()), known);
            case ForeignDataException foreign ->
                    new StartException(foreign.getMessage() + "; name another --data", foreign);
            case SQLException database ->
                    new StartException("the database refuses: " + database.getMessage(), database);
            case StoreException store ->
                    new StartException("the database refuses: " + store.getMessage(), store);
            case UncheckedIOException io -> new StartException("cannot listen: " + reason(io), io);
            case IllegalStateException state when state.getMessage() != null ->
                    new StartException(state.getMessage(), state);
            default -> new StartException("cannot start: " + cause, cause);
        };
    }

    private static String reason(UncheckedIOException e) {
        var cause = e.getCause();
        return String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
    }
}
