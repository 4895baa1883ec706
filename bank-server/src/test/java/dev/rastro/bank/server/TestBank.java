package dev.rastro.bank.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import dev.rastro.bank.server.database.Database;
import dev.rastro.bank.server.demo.Demo;
import dev.rastro.bank.server.shared.Environment;
import dev.rastro.bank.server.shared.command.Settings;
import dev.rastro.engine.postgres.TestDatabase;
import dev.rastro.web.HttpServer;
import dev.rastro.web.Route;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Currency;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

/** The whole server on a database of its own, and a client to talk to it. */
public final class TestBank implements AutoCloseable {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final TestDatabase database;
    private final HikariDataSource pool;
    private final BankServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private TestBank(TestDatabase database, Settings settings, InstantSource clock) {
        this(database, settings, HttpServer.Settings.defaults("127.0.0.1", 0), clock);
    }

    private TestBank(
            TestDatabase database,
            Settings settings,
            HttpServer.Settings http,
            InstantSource clock) {
        this(database, settings, http, clock, database.asWriter());
    }

    private TestBank(
            TestDatabase database,
            Settings settings,
            HttpServer.Settings http,
            InstantSource clock,
            DataSource readers) {
        this.database = database;
        var config = new HikariConfig();
        config.setDataSource(readers);
        config.setMaximumPoolSize(8);
        this.pool = new HikariDataSource(config);
        try {
            BankServer.migrate(database.asOwner());
            this.server =
                    BankServer.start(
                            Environment.Config.at(
                                    clock, new Database(pool, database.asWriter()), settings),
                            http);
            server.demo().allow(new EmptyDemo());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static TestBank start() {
        return on(TestDatabase.empty());
    }

    /** A second node on the same database, or the next one after a restart. */
    public static TestBank on(TestDatabase database) {
        return on(database, InstantSource.system());
    }

    /**
     * Closes this one.
     *
     * @return the next one after a restart, where clients expect it
     */
    public TestBank restartAfter(Runnable whileAway) {
        return restartAfter(whileAway, database);
    }

    /** The same, but what comes back has another log. */
    public TestBank restartAfter(Runnable whileAway, TestDatabase database) {
        int port = port();
        close();
        whileAway.run();
        return new TestBank(
                database,
                new Settings(Currency.getInstance("USD"), false),
                HttpServer.Settings.defaults("127.0.0.1", port),
                InstantSource.system());
    }

    /** A bank that lives in another time. */
    public static TestBank at(InstantSource clock) {
        return on(TestDatabase.empty(), clock);
    }

    /** A node on a given database that lives in another time. */
    public static TestBank on(TestDatabase database, InstantSource clock) {
        return new TestBank(database, new Settings(Currency.getInstance("USD"), false), clock);
    }

    /** A node on a given database where movements may take effect so many days after today. */
    public static TestBank ahead(TestDatabase database, InstantSource clock, int days) {
        return new TestBank(
                database, new Settings(Currency.getInstance("USD"), false, days), clock);
    }

    public static TestBank withRequiredKeys() {
        return new TestBank(
                TestDatabase.empty(),
                new Settings(Currency.getInstance("USD"), true),
                InstantSource.system());
    }

    /** A node that reads through {@code readers}. */
    public static TestBank reading(TestDatabase database, DataSource readers) {
        return new TestBank(
                database,
                new Settings(Currency.getInstance("USD"), false),
                HttpServer.Settings.defaults("127.0.0.1", 0),
                InstantSource.system(),
                readers);
    }

    /** A bank that handles few requests at a time. */
    public static TestBank narrow(int inFlightMax) {
        var usual = HttpServer.Settings.defaults("127.0.0.1", 0);
        return new TestBank(
                TestDatabase.empty(),
                new Settings(Currency.getInstance("USD"), false),
                new HttpServer.Settings(
                        usual.host(),
                        usual.port(),
                        usual.bodySizeMax(),
                        inFlightMax,
                        usual.readTimeout(),
                        usual.stopPatience()),
                InstantSource.system());
    }

    /** This bank, which shows another demo from now on. */
    public TestBank allowing(Demo demo) {
        server.demo().allow(demo);
        return this;
    }

    public TestDatabase database() {
        return database;
    }

    /** Every operation of the server. */
    public List<Route> routes() {
        return server.routes().all();
    }

    public BankServer server() {
        return server;
    }

    /** An answer, its body read as JSON where it has one. */
    public record Reply(HttpResponse<byte[]> http) {

        public int status() {
            return http.statusCode();
        }

        public String text() {
            return new String(http.body(), StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            return MAPPER.readTree(http.body());
        }

        /** A member of the body as text, such as the code of a problem. */
        public String get(String member) {
            return json().path(member).asString();
        }

        public String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }

        @Override
        public String toString() {
            return status() + " " + text();
        }
    }

    public int port() {
        return server.port();
    }

    public Reply get(String path) {
        return send(request(path).GET());
    }

    public Reply get(String path, Map<String, String> headers) {
        var request = request(path).GET();
        headers.forEach(request::header);
        return send(request);
    }

    public Reply post(String path, String body) {
        return post(path, body, Map.of());
    }

    public Reply post(String path, String body, Map<String, String> headers) {
        var request =
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body));
        headers.forEach(request::setHeader);
        return send(request);
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%d%s".formatted(server.port(), path)));
    }

    public Reply send(HttpRequest.Builder request) {
        try {
            return new Reply(client.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Opens an account in the bank's currency and returns its id. */
    public String openAccount(String initialDeposit) {
        var reply =
                post(
                        "/api/v1/accounts",
                        """
                        {"owner_name": "John Doe", "initial_deposit": "%s"}
                        """
                                .formatted(initialDeposit));
        if (reply.status() != 201) {
            throw new AssertionError(reply);
        }
        return reply.get("account_id");
    }

    @Override
    public void close() {
        server.close();
        pool.close();
        client.close();
    }
}
