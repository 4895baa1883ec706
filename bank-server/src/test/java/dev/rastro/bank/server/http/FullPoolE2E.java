package dev.rastro.bank.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import dev.rastro.bank.server.shared.problem.StoreFailures;
import dev.rastro.engine.event.EventIds;
import dev.rastro.engine.postgres.TestDatabase;
import dev.rastro.engine.store.StoreException;
import dev.rastro.web.HttpServer;
import dev.rastro.web.RawClient;
import dev.rastro.web.Response;
import dev.rastro.web.Route;
import dev.rastro.web.Routes;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import java.io.IOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

/** A database that has no time is another thing than one that is away. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FullPoolE2E {

    @Test
    void no_free_connection_is_too_much_to_do() throws Exception {
        try (var pool = pool(TestDatabase.empty().asWriter());
                var server = serverOn(pool)) {
            assertThat(ask(server)).startsWith("HTTP/1.1 200 ");
            try (var only = pool.getConnection()) {
                assertThat(only.isClosed()).isFalse();
                assertThat(ask(server))
                        .startsWith("HTTP/1.1 503 ")
                        .contains("\"code\":\"overloaded\"")
                        .containsIgnoringCase("retry-after: 1\r\n");
            }
            assertThat(ask(server)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void no_database_is_out_of_order() throws Exception {
        var nowhere = new PGSimpleDataSource();
        nowhere.setPortNumbers(new int[] {1});
        try (var pool = pool(nowhere);
                var server = serverOn(pool)) {
            assertThat(ask(server))
                    .startsWith("HTTP/1.1 503 ")
                    .contains("\"code\":\"store_unavailable\"");
        }
    }

    private static HikariDataSource pool(DataSource database) {
        var config = new HikariConfig();
        config.setDataSource(database);
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(500);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    private static HttpServer serverOn(DataSource pool) {
        var routes =
                Routes.of(
                                List.of(
                                        Route.get(
                                                "/read",
                                                request -> {
                                                    try (var connection = pool.getConnection()) {
                                                        return Response.json(
                                                                200,
                                                                Map.of(
                                                                        "ok",
                                                                        !connection.isClosed()));
                                                    } catch (SQLException e) {
                                                        throw new StoreException(
                                                                "reading failed", e);
                                                    }
                                                })))
                        .each(new StoreFailures()::around);
        return HttpServer.start(
                HttpServer.Settings.defaults("127.0.0.1", 0),
                routes,
                new EventIds(InstantSource.system()));
    }

    private static String ask(HttpServer server) throws IOException {
        try (var client = new RawClient(server.port())) {
            return client.send("GET /read HTTP/1.1\r\nHost: localhost\r\n\r\n").readAnswer();
        }
    }
}
