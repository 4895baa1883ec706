package dev.rastro.engine.postgres.log;

import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.Payload;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.postgres.TestDatabase;
import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.ExpectedVersion;
import dev.rastro.engine.store.Receipt;
import dev.rastro.engine.store.StreamAppend;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

/** Stores and events for the tests of this package. */
final class TestStores {

    private TestStores() {}

    static PostgresEventStore open(TestDatabase database) {
        return reading(database.asApplication(), database);
    }

    /** Reads with connections that nobody can have cut before. */
    static PostgresEventStore unpooled(TestDatabase database) {
        return reading(database.asWriter(), database);
    }

    private static PostgresEventStore reading(DataSource readers, TestDatabase database) {
        return new PostgresEventStore(
                readers,
                database.asWriter(),
                InstantSource.system(),
                PostgresEventStore.Settings.DEFAULT);
    }

    static PostgresEventStore open(TestDatabase database, int capacity, Duration deadline) {
        return new PostgresEventStore(
                database.asApplication(),
                database.asWriter(),
                InstantSource.system(),
                new PostgresEventStore.Settings(
                        capacity,
                        deadline,
                        Duration.ofSeconds(10),
                        Duration.ofMillis(200),
                        false,
                        List.of(),
                        PostgresEventStore.Settings.DEFAULT.clockAheadMax()));
    }

    static EventData event() {
        return eventBy("test");
    }

    private static EventData eventBy(String actor) {
        var metadata = new Metadata(UUID.randomUUID(), UUID.randomUUID(), actor);
        return new EventData(
                UUID.randomUUID(), "SomethingHappened", 1, Payload.ofText("{}"), metadata);
    }

    static Append append(String stream, ExpectedVersion expected) {
        return Append.of(new StreamName("test", stream), expected, List.of(event()));
    }

    static Append appendBy(String actor) {
        return Append.of(
                new StreamName("test", "a"), ExpectedVersion.any(), List.of(eventBy(actor)));
    }

    static Append once(String stream, UUID key) {
        var part =
                new StreamAppend(
                        new StreamName("test", stream), ExpectedVersion.any(), List.of(event()));
        var receipt = new Receipt(key, key, Payload.ofText("done"));
        return new Append(List.of(part), Optional.of(receipt));
    }
}
