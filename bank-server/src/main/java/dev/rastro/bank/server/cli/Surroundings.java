package dev.rastro.bank.server.cli;

import dev.rastro.bank.server.database.DatabaseException;
import dev.rastro.bank.server.database.Durability;
import dev.rastro.bank.server.demo.ForeignDataException;
import dev.rastro.bank.server.terminal.Terminal;

import picocli.CommandLine;

import java.nio.file.Path;
import java.sql.SQLException;

import javax.sql.DataSource;

/** What the server finds where it is started. */
final class Surroundings {

    private Surroundings() {}

    /** The demo's is another one, so that it never mixes with a bank in earnest. */
    static Path folder(boolean demo) {
        var name = demo ? "rastro-demo" : "rastro";
        var xdg = System.getenv("XDG_DATA_HOME");
        return xdg == null || xdg.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".local", "share", name)
                : Path.of(xdg, name);
    }

    /**
     * @throws StartException if the database may lose what it acknowledged, and that is not allowed
     */
    static void checkDurability(DataSource database, boolean unsafeAllowed, CommandLine console)
            throws SQLException {
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

    /** What its user can mend is told in a line. */
    static Exception told(Exception e) {
        return switch (e) {
            case DatabaseException known ->
                    new StartException(String.valueOf(known.getMessage()), known);
            case ForeignDataException foreign ->
                    new StartException(foreign.getMessage() + "; name another --data", foreign);
            case SQLException database ->
                    new StartException("the database refuses: " + database.getMessage(), database);
            case IllegalStateException state when state.getMessage() != null ->
                    new StartException(state.getMessage(), state);
            default -> e;
        };
    }
}
