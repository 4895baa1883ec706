package dev.rastro.bank.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import dev.rastro.bank.server.database.Database;
import dev.rastro.bank.server.shared.command.Settings;
import dev.rastro.engine.postgres.TestDatabase;
import dev.rastro.web.HttpServer;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Currency;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import javax.sql.DataSource;

/** A server that has everything but its port. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FailedStartIT {

    /** Several times as long as the watches of projections and processes pause. */
    private static final Duration QUIET = Duration.ofSeconds(2);

    private final TestDatabase database = TestDatabase.empty();

    @Test
    void it_closes_all_that_it_had_begun_and_says_why() throws Exception {
        BankServer.migrate(database.asOwner());
        var config = new HikariConfig();
        config.setDataSource(database.asApplication());
        var asked = new AtomicInteger();
        var threads = appenders();
        try (var pool = new CountingPool(config, asked);
                var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> start(pool, taken.getLocalPort()))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("Address already in use")
                    .hasNoSuppressedExceptions();

            assertThat(appenders()).as("of other tests").isSubsetOf(threads);
            int before = asked.get();
            Thread.sleep(QUIET);
            assertThat(asked).as("nobody works on the database any more").hasValue(before);
            assertThat(before).isPositive();
        }
    }

    private static Set<Thread> appenders() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("appender"))
                .collect(Collectors.toSet());
    }

    private BankServer start(DataSource pool, int port) {
        return BankServer.start(
                new Database(pool, database.asApplication()),
                new Settings(Currency.getInstance("USD"), false),
                HttpServer.Settings.defaults("127.0.0.1", port));
    }

    private static final class CountingPool extends HikariDataSource {

        private final AtomicInteger asked;

        CountingPool(HikariConfig config, AtomicInteger asked) {
            super(config);
            this.asked = asked;
        }

        @Override
        public Connection getConnection() throws SQLException {
            asked.incrementAndGet();
            return super.getConnection();
        }
    }
}
