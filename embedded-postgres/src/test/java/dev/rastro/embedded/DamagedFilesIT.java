package dev.rastro.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Files of the data directory that are not what they were: it starts, or it says what is wrong. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DamagedFilesIT {

    @TempDir Path directory;

    @BeforeEach
    void start_once_and_write() throws Exception {
        DataFolders.startedBefore(directory);
        try (var database = EmbeddedDatabase.start(directory)) {
            execute(database, "CREATE TABLE row AS SELECT 42 AS number");
        }
    }

    @Test
    void the_password_is_set_anew_when_it_is_gone_or_cut_or_zeroed() throws Exception {
        var password = directory.resolve("postgres-18.password");
        var first = Files.readString(password);

        Files.delete(password);
        assertThatItStartsWithItsRows();
        var second = Files.readString(password);
        Files.write(password, new byte[0]);
        assertThatItStartsWithItsRows();
        Files.write(password, new byte[48]);
        assertThatItStartsWithItsRows();

        assertThat(second).isNotEqualTo(first).hasSameSizeAs(first);
        assertThat(Files.getPosixFilePermissions(password)).hasSize(2);
    }

    @Test
    void the_programs_are_unpacked_again() throws Exception {
        try (var walk = Files.walk(directory.resolve("postgres-binaries"))) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                Files.write(file, new byte[0]);
            }
        }
        assertThatItStartsWithItsRows();
    }

    @Test
    void what_only_hinders_or_helps_nobody_is_no_matter() throws Exception {
        Files.write(directory.resolve("rastro.lock"), new byte[3]);
        Files.delete(directory.resolve("postgres.log"));
        Files.createFile(directory.resolve("unfinished-1.tmp"));
        assertThatItStartsWithItsRows();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PG_VERSION", "global/pg_control", "postmaster.pid"})
    void what_cannot_be_made_again_is_named(String name) throws Exception {
        var file = directory.resolve("postgres-18").resolve(name);
        Files.write(file, new byte[0]);

        var refused = catchThrowable(() -> EmbeddedDatabase.start(directory));

        assertThat(refused).isInstanceOf(DatabaseException.class);
        assertThat(refused.getMessage()).contains(file.getFileName().toString());
    }

    private void assertThatItStartsWithItsRows() throws SQLException {
        try (var database = EmbeddedDatabase.start(directory);
                var connection = DriverManager.getConnection(database.url());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT number FROM row")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(42);
        }
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
