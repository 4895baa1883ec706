package dev.rastro.bank.server;

import dev.rastro.engine.postgres.TestDatabase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** The PostgreSQL of the tests, stopped in such a way that new connections hear nothing. */
public record FrozenPostmaster(long pid) implements AutoCloseable {

    public static FrozenPostmaster of(TestDatabase database) throws SQLException, IOException {
        var frozen = new FrozenPostmaster(Long.parseLong(pidOf(database)));
        frozen.signal("STOP");
        return frozen;
    }

    private static String pidOf(TestDatabase database) throws SQLException, IOException {
        try (var connection = database.asOwner().getConnection();
                var show = connection.prepareStatement("SHOW data_directory");
                var row = show.executeQuery()) {
            row.next();
            return Files.readAllLines(Path.of(row.getString(1), "postmaster.pid")).getFirst();
        }
    }

    private void signal(String name) throws IOException {
        var kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).inheritIO().start();
        int status = kill.onExit().join().exitValue();
        if (status != 0) {
            throw new IOException("kill -%s %d: %d".formatted(name, pid, status));
        }
    }

    @Override
    public void close() throws IOException {
        signal("CONT");
    }
}
