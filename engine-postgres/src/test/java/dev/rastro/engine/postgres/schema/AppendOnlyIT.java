package dev.rastro.engine.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.engine.postgres.TestDatabase;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.SQLException;

import javax.sql.DataSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AppendOnlyIT {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String APPEND_ONLY = "RA001";

    private static final TestDatabase DATABASE = TestDatabase.withEmptyLog();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE rastro.event SET actor = 'x'",
                "DELETE FROM rastro.event",
                "TRUNCATE rastro.event",
                "DROP TABLE rastro.event CASCADE",
                "ALTER TABLE rastro.event DISABLE TRIGGER append_only",
                "ALTER TABLE rastro.event ADD COLUMN x int",
                "UPDATE rastro.stream SET name = 'x'",
                "DELETE FROM rastro.stream",
                "TRUNCATE rastro.stream",
                "UPDATE rastro.receipt SET position = 1",
                "DELETE FROM rastro.receipt",
                "TRUNCATE rastro.receipt",
                "INSERT INTO rastro.log_head VALUES (false, 0, 0, now())",
                "DELETE FROM rastro.log_head",
                "TRUNCATE rastro.log_head",
                "UPDATE rastro.migration SET checksum = 'x'",
                "CREATE TABLE rastro.mine (x int)",
                "CREATE OR REPLACE FUNCTION rastro.refuse_change() RETURNS trigger LANGUAGE sql AS"
                        + " ''",
            })
    void the_application_may_not(String sql) {
        assertThat(stateOf(DATABASE.asApplication(), sql)).isEqualTo(INSUFFICIENT_PRIVILEGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"event", "stream", "receipt"})
    void even_the_owner_is_refused_to_change_or_remove(String table) {
        var changes =
                new String[] {
                    "UPDATE rastro.%s SET %s = %2$s", "DELETE FROM rastro.%s", "TRUNCATE rastro.%s"
                };
        for (var change : changes) {
            var column = table.equals("stream") ? "id" : "position";
            var sql = change.formatted(table, column);
            assertThat(stateOf(DATABASE.asOwner(), sql)).as(sql).isEqualTo(APPEND_ONLY);
            assertThat(
                            stateOf(
                                    DATABASE.asOwner(),
                                    "SET session_replication_role = replica; " + sql))
                    .as("as a replica: " + sql)
                    .isEqualTo(APPEND_ONLY);
        }
    }

    @Test
    void the_head_of_the_log_cannot_be_removed() {
        assertThat(stateOf(DATABASE.asOwner(), "DELETE FROM rastro.log_head"))
                .isEqualTo(APPEND_ONLY);
    }

    private static String stateOf(DataSource database, String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
            return "accepted";
        } catch (SQLException e) {
            return String.valueOf(e.getSQLState());
        }
    }
}
