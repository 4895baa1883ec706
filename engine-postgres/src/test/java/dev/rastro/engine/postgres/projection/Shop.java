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

/** A database with an empty log and a place for views, and whatever runs on it. */
final class Shop {

    private final TestDatabase database = TestDatabase.withEmptyLog();
    private final List<AutoCloseable> open = Collections.synchronizedList(new ArrayList<>());

    Shop() {
        try {
            database.execute("CREATE SCHEMA shop; GRANT ALL ON SCHEMA shop TO rastro_app");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
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
                        database.asApplication(),
                        database.asWriter(),
                        InstantSource.system(),
                        settings);
        open.add(store);
        return store;
    }

    ProjectionHost host(PostgresEventStore store, Projection projection) {
        var host = new ProjectionHost(database.asApplication(), store, "shop", projection);
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
