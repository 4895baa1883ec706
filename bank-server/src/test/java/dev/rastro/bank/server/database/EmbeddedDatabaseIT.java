package dev.rastro.bank.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

@Timeout(120)
@DisplayNameGeneration(ReplaceUnderscores.class)
class EmbeddedDatabaseIT {

    @TempDir Path temporary;

    @Test
    void rows_outlive_a_restart_also_where_the_path_has_spaces() throws Exception {
        Path directory = temporary.resolve("my bank's data");
        try (var database = EmbeddedDatabase.start(directory)) {
            execute(database, "CREATE TABLE kept (n int)");
            execute(database, "INSERT INTO kept VALUES (7)");
        }

        try (var database = EmbeddedDatabase.start(directory)) {
            assertThat(query(database, "SELECT n FROM kept")).isEqualTo("7");
        }
        assertThat(directory.resolve("postgres-18")).isDirectory();
    }

    @Test
    void what_is_committed_is_durable() throws Exception {
        try (var database = EmbeddedDatabase.start(temporary);
                Connection connection = connect(database)) {
            Durability durability = Durability.check(connection);

            assertThat(durability.fsync()).isEqualTo("on");
            assertThat(durability.synchronousCommit()).isEqualTo("on");
            assertThat(durability.fullPageWrites()).isEqualTo("on");
            assertThat(durability.serverVersion()).startsWith("18.");
            assertThat(durability)
                    .hasToString("fsync=on synchronous_commit=on full_page_writes=on");
        }
    }

    @Test
    void a_session_that_may_forget_is_refused() throws Exception {
        try (var database = EmbeddedDatabase.start(temporary);
                Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute("SET synchronous_commit = off");
            assertThatThrownBy(() -> Durability.check(connection))
                    .isInstanceOf(NotDurableException.class)
                    .hasMessageContaining("synchronous_commit=off");

            statement.execute("SET synchronous_commit = local");
            assertThat(Durability.check(connection).weaknesses()).isEmpty();
        }
    }

    @Test
    void nobody_gets_in_without_the_password() throws Exception {
        try (var database = EmbeddedDatabase.start(temporary)) {
            assertThatThrownBy(() ->
                            DriverManager.getConnection(
                                    database.url().jdbcUrl(), "rastro", "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password");
            assertThat(database.url().toString()).doesNotContain(database.url().password());
            assertThat(Files.getPosixFilePermissions(temporary.resolve("postgres-18.password")))
                    .hasSize(2);
        }
    }

    @Test
    void two_at_once_on_one_directory_are_refused() throws Exception {
        try (var database = EmbeddedDatabase.start(temporary)) {
            assertThatThrownBy(() -> EmbeddedDatabase.start(temporary))
                    .isInstanceOf(DatabaseStartException.class)
                    .hasMessageContaining("another Rastro is running on " + temporary);
            assertThat(query(database, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void another_process_is_refused_while_the_first_is_alive() throws Exception {
        Process child = child();
        try {
            assertThat(firstLine(child)).isEqualTo("committed");

            assertThatThrownBy(() -> EmbeddedDatabase.start(temporary))
                    .isInstanceOf(DatabaseStartException.class)
                    .hasMessageContaining("another Rastro");
        } finally {
            // An orphan server would outlive the test.
            child.destroyForcibly().waitFor();
            EmbeddedDatabase.start(temporary).close();
        }
    }

    @Test
    void a_killed_process_leaves_a_server_that_is_taken_over_with_every_committed_row()
            throws Exception {
        Process child = child();
        assertThat(firstLine(child)).isEqualTo("committed");
        long orphan = pid();
        child.destroyForcibly().waitFor();
        assertThat(ProcessHandle.of(orphan)).isPresent();

        try (var database = EmbeddedDatabase.start(temporary)) {
            assertThat(query(database, "SELECT n FROM kept")).isEqualTo("42");
            assertThat(pid()).isNotEqualTo(orphan);
        }
        assertThat(temporary.resolve("postgres-18/postmaster.pid")).doesNotExist();
    }

    @Test
    void a_process_that_only_has_the_same_number_is_left_alone() throws Exception {
        EmbeddedDatabase.start(temporary).close();
        // As after a crash of the machine, when the number belongs to somebody else: to us.
        Files.writeString(
                temporary.resolve("postgres-18/postmaster.pid"),
                "%d\n%s\n1\n5432\n\n127.0.0.1\n"
                        .formatted(
                                ProcessHandle.current().pid(), temporary.resolve("postgres-18")));

        try (var database = EmbeddedDatabase.start(temporary)) {
            assertThat(query(database, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void closing_twice_is_closing_once() {
        var database = EmbeddedDatabase.start(temporary);
        database.close();
        database.close();
        assertThat(temporary.resolve("postgres-18/postmaster.pid")).doesNotExist();
    }

    /** Commits one row, says so, and waits to be killed. */
    static final class Child {

        private Child() {}

        public static void main(String[] arguments) throws Exception {
            var database = EmbeddedDatabase.start(Path.of(arguments[0]));
            execute(database, "CREATE TABLE kept (n int)");
            execute(database, "INSERT INTO kept VALUES (42)");
            System.out.println("committed");
            System.out.flush();
            System.in.readAllBytes();
        }
    }

    private Process child() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        List.of(
                                java,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Child.class.getName(),
                                temporary.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String firstLine(Process process) {
        try {
            BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
            return String.valueOf(lines.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long pid() throws IOException {
        Path file = temporary.resolve("postgres-18/postmaster.pid");
        return Long.parseLong(Files.readAllLines(file).getFirst().strip());
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.url().jdbcUrl(), database.url().credentials());
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
