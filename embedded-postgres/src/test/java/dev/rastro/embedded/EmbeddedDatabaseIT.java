package dev.rastro.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EmbeddedDatabaseIT {

    private static final Duration SOON = Duration.ofSeconds(90);

    @TempDir Path parent;
    private Path directory;

    @BeforeEach
    void start_once() throws IOException {
        directory = DataFolders.startedBefore(newFolder());
    }

    private Path newFolder() throws IOException {
        return Files.createTempDirectory(parent, "my data's folder ");
    }

    @Test
    void rows_outlive_the_server() throws Exception {
        directory = newFolder();
        try (var database = EmbeddedDatabase.start(directory)) {
            execute(database, "CREATE TABLE row AS SELECT 42 AS number");
        }
        try (var database = EmbeddedDatabase.start(directory)) {
            assertThat(numbers(database)).containsExactly(42);
        }
        assertThat(postmasterFile()).doesNotExist();
    }

    @Test
    void what_is_acknowledged_is_durable_whatever_the_configuration_files_say() throws Exception {
        try (var database = EmbeddedDatabase.start(directory)) {
            execute(database, "ALTER SYSTEM SET fsync = off");
            execute(database, "ALTER SYSTEM SET synchronous_commit = off");
            execute(database, "ALTER SYSTEM SET full_page_writes = off");
        }
        try (var database = EmbeddedDatabase.start(directory);
                var connection = DriverManager.getConnection(database.url())) {
            var durability = Durability.read(connection);
            assertThat(durability).isEqualTo(new Durability("on", "on", "on"));
            assertThat(durability.isSafe()).isTrue();
        }
    }

    @Test
    void weak_settings_of_a_role_are_seen() throws Exception {
        try (var database = EmbeddedDatabase.start(directory)) {
            execute(database, "ALTER ROLE postgres SET synchronous_commit = off");
            try (var connection = DriverManager.getConnection(database.url())) {
                var durability = Durability.read(connection);
                assertThat(durability.isSafe()).isFalse();
                assertThat(durability.describe()).contains("synchronous_commit=off");
            }
        }
    }

    @Test
    void a_second_start_on_the_same_directory_is_refused() throws Exception {
        try (var database = EmbeddedDatabase.start(directory)) {
            for (int attempt = 1; attempt <= 2; attempt++) {
                assertThatExceptionOfType(DatabaseException.class)
                        .isThrownBy(() -> EmbeddedDatabase.start(directory))
                        .withMessageContaining("in use by another Rastro");
            }
            assertThat(lastWords(start(StartAndExit.class)))
                    .contains("in use by another Rastro (process " + ProcessHandle.current().pid());
            execute(database, "SELECT 1");
        }
    }

    @Test
    void every_acknowledged_row_outlives_a_killed_process() throws Exception {
        int acknowledged = killWhileCommitting(200);

        try (var database = EmbeddedDatabase.start(directory)) {
            // The last one may have been committed without that anybody was told.
            assertThat(numbers(database))
                    .hasSizeBetween(acknowledged, acknowledged + 1)
                    .startsWith(1)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void an_exit_without_a_close_stops_the_server() throws Exception {
        var process = start(StartAndExit.class);
        assertThat(lastWords(process)).contains(directory.toRealPath().toString());

        assertThat(process.waitFor()).isZero();
        assertThat(postmasterFile()).doesNotExist();
    }

    @Test
    void a_foreign_process_with_the_number_of_a_dead_server_is_left_alone() throws Exception {
        EmbeddedDatabase.start(directory).close();
        var foreigner = new ProcessBuilder("sleep", "600").start();
        try {
            // The program's name is sleep only once the new process has become it.
            Awaitility.await()
                    .atMost(SOON)
                    .until(() -> foreigner.info().command().orElse("").contains("sleep"));
            Files.write(
                    postmasterFile(),
                    List.of("" + foreigner.pid(), "" + directory, "1", "5432", "", "", ""));
            try (var database = EmbeddedDatabase.start(directory)) {
                execute(database, "SELECT 1");
            }
            assertThat(foreigner.isAlive()).isTrue();
        } finally {
            foreigner.destroyForcibly();
        }
    }

    @Test
    void a_dead_number_does_not_hinder_the_start() throws Exception {
        EmbeddedDatabase.start(directory).close();
        var dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.write(
                postmasterFile(),
                List.of("" + dead.pid(), "" + directory, "1", "5432", "", "", ""));
        try (var database = EmbeddedDatabase.start(directory)) {
            execute(database, "SELECT 1");
        }
    }

    @Test
    void others_on_this_machine_need_the_password() throws Exception {
        try (var database = EmbeddedDatabase.start(directory)) {
            var stranger = database.url().replaceFirst("password=.*", "password=guess");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> DriverManager.getConnection(stranger))
                    .withMessageContaining("password authentication failed");
        }
    }

    private int killWhileCommitting(int rows) throws IOException, InterruptedException {
        var process = start(CommitUntilKilled.class);
        int acknowledged = 0;
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith("committed ")) {
                    acknowledged = Integer.parseInt(line.substring("committed ".length()));
                }
                if (acknowledged == rows) {
                    // Process.destroyForcibly would throw away what was already said.
                    process.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(process.waitFor()).isNotZero();
        assertThat(acknowledged).isGreaterThanOrEqualTo(rows);
        assertThat(postmasterFile()).as("the server outlived the process").exists();
        return acknowledged;
    }

    private Process start(Class<?> program) throws IOException {
        return new ProcessBuilder(ChildJvm.command(program, directory.toString()))
                .redirectErrorStream(true)
                .start();
    }

    private static String lastWords(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private Path postmasterFile() throws IOException {
        try (var children = Files.newDirectoryStream(directory, "postgres-[0-9][0-9]")) {
            return children.iterator().next().resolve("postmaster.pid");
        }
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<Integer> numbers(EmbeddedDatabase database) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url());
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "SELECT array_agg(number ORDER BY number) FROM row")) {
            rows.next();
            return List.of((Integer[]) rows.getArray(1).getArray());
        }
    }
}
