package dev.rastro.bank.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rastro.engine.postgres.TestDatabase;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;

import javax.sql.DataSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DataSourcesIT {

    private static final String TIMEOUT = "SHOW statement_timeout";

    private final DataSources sources = new DataSources(TestDatabase.withEmptyLog().url());

    @Test
    void only_the_owner_works_as_the_owner() throws Exception {
        try (var pool = sources.applicationPool(2)) {
            assertThat(role(sources.ownerSource())).isEqualTo("postgres");
            assertThat(role(sources.writerSource())).isEqualTo("rastro_app");
            assertThat(role(pool)).isEqualTo("rastro_app");
        }
    }

    @Test
    void options_of_the_url_are_kept() throws Exception {
        var url = TestDatabase.withEmptyLog().url() + "&options=-c%20work_mem=12345";
        var writer = new DataSources(url).writerSource();

        assertThat(ask(writer, "SHOW work_mem")).isEqualTo("12345kB");
        assertThat(role(writer)).isEqualTo("rastro_app");
    }

    @Test
    void an_exhausted_pool_refuses_after_a_bounded_wait() throws Exception {
        try (var pool = sources.applicationPool(1);
                var only = pool.getConnection()) {
            assertThatExceptionOfType(SQLTransientConnectionException.class)
                    .isThrownBy(pool::getConnection);
            assertThat(only.isValid(5)).isTrue();
        }
    }

    @Test
    void each_kind_of_work_has_its_own_limits() throws Exception {
        try (var pools = sources.pools()) {
            assertThat(ask(pools.queries(), TIMEOUT)).isEqualTo("10s");
            assertThat(ask(pools.commands(), TIMEOUT)).isEqualTo("30s");
            assertThat(ask(pools.projections(), TIMEOUT)).isEqualTo("0");
            for (var pool : List.of(pools.queries(), pools.commands(), pools.projections())) {
                assertThat(role(pool)).isEqualTo("rastro_app");
                try (var connection = pool.getConnection()) {
                    assertThat(connection.getNetworkTimeout()).isPositive();
                }
            }
        }
    }

    private static String role(DataSource source) throws SQLException {
        return ask(source, "SELECT current_user::text");
    }

    private static String ask(DataSource source, String sql) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
