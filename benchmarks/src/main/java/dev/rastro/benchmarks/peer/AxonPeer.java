package dev.rastro.benchmarks.peer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.zaxxer.hikari.HikariDataSource;

import org.axonframework.common.jdbc.DataSourceConnectionProvider;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.json.JacksonSerializer;

import java.sql.SQLException;
import java.util.UUID;

/**
 * Axon 4 with its JDBC engine, straight at the engine, without command bus and unit of work. Each
 * append is one statement that commits by itself, the cheapest transaction there is.
 */
final class AxonPeer implements Peer {

    private final HikariDataSource pool;
    private final JdbcEventStorageEngine engine;
    private final Deposits deposits = new Deposits();

    AxonPeer(HikariDataSource pool) {
        this.pool = pool;
        var serializer = JacksonSerializer.builder().objectMapper(mapper()).build();
        this.engine =
                JdbcEventStorageEngine.builder()
                        .connectionProvider(new DataSourceConnectionProvider(pool))
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

    private static String aggregateId(long stream) {
        return new UUID(0, stream).toString();
    }

    @Override
    public String name() {
        return "Axon JDBC";
    }

    /** With the ids that Axon's own correlation provider adds to every message. */
    @Override
    public void append(long stream, long version) {
        var id = deposits.newId();
        engine.appendEvents(
                new GenericDomainEventMessage<>(
                        "Account",
                        aggregateId(stream),
                        version,
                        AxonDeposit.of(id),
                        MetaData.with("traceId", id.toString())
                                .and("correlationId", id.toString())));
    }

    @Override
    public int load(long stream) {
        int loaded = 0;
        var events = engine.readEvents(aggregateId(stream));
        while (events.hasNext()) {
            if (!(events.next().getPayload() instanceof AxonDeposit)) {
                throw new IllegalStateException("not a deposit");
            }
            loaded++;
        }
        return loaded;
    }

    @Override
    public long stored() throws SQLException {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM DomainEventEntry")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
