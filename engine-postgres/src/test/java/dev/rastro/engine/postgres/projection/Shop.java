package dev.rastro.engine.postgres.projection;

import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.Payload;
import dev.rastro.engine.postgres.TestDatabase;
import dev.rastro.engine.postgres.log.PostgresEventStore;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import javax.sql.DataSource;

/** A database with an empty log and a place for views, and whatever runs on it. */
final class Shop {

    private final TestDatabase database = TestDatabase.withEmptyLog();
    private final AtomicInteger asked = new AtomicInteger();
    private final DataSource application = TestDatabase.counting(database.asApplication(), asked);
    private final List<AutoCloseable> open = Collections.synchronizedList(new ArrayList<>());

    Shop() {
        try {
            database.execute("CREATE SCHEMA shop; GRANT ALL ON SCHEMA shop TO rastro_app");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How often stores and hosts have asked the database for something. */
    int asked() {
        return asked.get();
    }

    DataSource application() {
        return application;
    }

    TestDatabase database() {
        return database;
    }

    PostgresEventStore store() {
        return store(PostgresEventStore.Settings.DEFAULT);
    }

    /** A store that never learns what others have appended. */
    PostgresEventStore blindStore() {
        return store(PostgresEventStore.Settings.DEFAULT.polling(Duration.ofDays(1), false));
    }

    private PostgresEventStore store(PostgresEventStore.Settings settings) {
        var store =
                new PostgresEventStore(
                        application, database.asWriter(), InstantSource.system(), settings);
        open.add(store);
        return store;
    }

    ProjectionHost host(PostgresEventStore store, Projection projection) {
        return host(store, projection, () -> true);
    }

    ProjectionHost host(PostgresEventStore store, Projection projection, BooleanSupplier hasRoom) {
        var place = new ProjectionHost.Place(application, "shop", hasRoom);
        var host = new ProjectionHost(place, store, projection);
        open.addFirst(host);
        return host;
    }

    static EventData event() {
        var metadata = new Metadata(UUID.randomUUID(), UUID.randomUUID(), "test");
        return new EventData(UUID.randomUUID(), "Happened", 1, Payload.ofText("{}"), metadata);
    }

    long number(String sql) throws SQLException {
        try (var connection = database.asApplication().getConnection();
                var select = connection.prepareStatement(sql);
                var row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    void close() throws Exception {
        for (var closeable : open) {
            closeable.close();
        }
    }
}
