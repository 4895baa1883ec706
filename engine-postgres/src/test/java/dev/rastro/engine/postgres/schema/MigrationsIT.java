package dev.rastro.engine.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rastro.engine.postgres.TestDatabase;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MigrationsIT {

    private final TestDatabase database = TestDatabase.empty();

    @Test
    void every_file_is_applied_once_and_in_order() throws SQLException {
        assertThat(migrate(Migrations.engine())).isEqualTo(Migrations.engine().files());
        assertThat(migrate(Migrations.engine())).isEmpty();
    }

    @Test
    void a_file_that_was_added_is_applied_to_what_is_there() throws SQLException {
        var all = Migrations.engine();
        migrate(new Migrations(all.schema(), all.anchor(), all.files().subList(0, 2)));

        assertThat(migrate(all)).isEqualTo(all.files().subList(2, all.files().size()));
    }

    @Test
    void processes_that_start_together_migrate_once() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var racing =
                    IntStream.range(0, 8)
                            .mapToObj(i -> threads.submit(() -> migrate(Migrations.engine())))
                            .toList();
            int applied = 0;
            for (Future<List<String>> one : racing) {
                applied += one.get().size();
            }
            assertThat(applied).isEqualTo(Migrations.engine().files().size());
        }
    }

    @Test
    void a_changed_file_is_refused() throws SQLException {
        migrate(Migrations.engine());
        database.execute("UPDATE rastro.migration SET checksum = 'other' WHERE file LIKE 'V001%'");

        assertThatThrownBy(() -> migrate(Migrations.engine()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("V001__log.sql has changed");
    }

    @Test
    void a_database_of_a_newer_program_is_refused() throws SQLException {
        migrate(Migrations.engine());
        database.execute(
                "INSERT INTO rastro.migration (file, checksum) VALUES ('V999__x.sql', '')");

        assertThatThrownBy(() -> migrate(Migrations.engine()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("V999__x.sql");
    }

    @Test
    void a_failing_file_leaves_nothing_behind() throws SQLException {
        database.execute("CREATE SCHEMA rastro; CREATE TABLE rastro.snapshot (x int)");

        assertThatThrownBy(() -> migrate(Migrations.engine())).isInstanceOf(SQLException.class);
        database.execute("DROP TABLE rastro.snapshot");
        assertThat(migrate(Migrations.engine())).isEqualTo(Migrations.engine().files());
    }

    private List<String> migrate(Migrations migrations) throws SQLException {
        try (var connection = database.asOwner().getConnection()) {
            return migrations.run(connection);
        }
    }
}
