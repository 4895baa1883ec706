package dev.rastro.benchmarks.append;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import dev.rastro.benchmarks.fixture.Database;
import dev.rastro.benchmarks.fixture.Events;

import org.axonframework.common.jdbc.DataSourceConnectionProvider;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.json.JacksonSerializer;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

/**
 * Axon 4 with its JDBC engine, straight at the engine, without command bus and unit of work. Each
 * append is one statement that commits by itself, the cheapest transaction there is.
 */
final class AxonLog extends EventLog {

    private final Events events = new Events();
    private final JdbcEventStorageEngine engine;

    /** A deposit that Axon's serializer can take; the same JSON as the bank's. */
    record Deposit(
            UUID transactionId,
            Amount amount,
            String description,
            LocalDate effectiveDate,
            Map<String, String> metadata) {

        record Amount(String amount, String currency) {}

        static Deposit of(UUID transaction) {
            var amount = new Amount("1234.56", "EUR");
            return new Deposit(transaction, amount, "benchmark", Events.DAY, Map.of());
        }
    }

    AxonLog(Database database) {
        super("Axon JDBC", database, "DomainEventEntry");
        var serializer = JacksonSerializer.builder().objectMapper(mapper()).build();
        engine =
                JdbcEventStorageEngine.builder()
                        .connectionProvider(new DataSourceConnectionProvider(database.pool()))
                        .transactionManager(NoTransactionManager.instance())
                        .eventSerializer(serializer)
                        .snapshotSerializer(serializer)
                        .build();
        engine.createSchema(PostgresEventTableFactory.INSTANCE);
    }

    static ObjectMapper mapper() {
        return JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .defaultPropertyInclusion(JsonInclude.Value.ALL_NON_EMPTY)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .build();
    }

    /** With the ids that Axon's own correlation provider adds to every message. */
    @Override
    void append(long stream, long version) {
        var id = events.newId();
        var metadata = MetaData.with("traceId", id.toString()).and("correlationId", id.toString());
        var aggregate = new UUID(0, stream).toString();
        engine.appendEvents(
                new GenericDomainEventMessage<>(
                        "Account", aggregate, version, Deposit.of(id), metadata));
    }

    @Override
    int load(long stream) {
        int loaded = 0;
        var stored = engine.readEvents(new UUID(0, stream).toString());
        while (stored.hasNext()) {
            if (!(stored.next().getPayload() instanceof Deposit)) {
                throw new IllegalStateException("not a deposit");
            }
            loaded++;
        }
        return loaded;
    }
}
