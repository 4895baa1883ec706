package dev.rastro.engine.postgres.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rastro.engine.decider.EventCodec;
import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;

import javax.sql.DataSource;

/**
 * Given these events, when those come, then these rows: a projection on a real database, in a
 * transaction that is rolled back. Never changes: may be shared.
 *
 * <p>Nobody promises where the log is cut into batches, so every expectation is tried with all
 * events in one batch, with the given ones before the new ones, and event by event.
 */
public final class ProjectionSpec {

    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
    private static final Metadata METADATA = new Metadata(new UUID(0, 1), new UUID(0, 2), "spec");

    private final DataSource database;
    private final Projection projection;
    private final Instant now;
    private final List<RecordedEvent> given;

    /**
     * @param database where the user may make a schema
     */
    public ProjectionSpec(DataSource database, Projection projection) {
        this(database, projection, BEGINNING, List.of());
    }

    private ProjectionSpec(
            DataSource database, Projection projection, Instant now, List<RecordedEvent> given) {
        this.database = database;
        this.projection = projection;
        this.now = now;
        this.given = List.copyOf(given);
    }

    /** What follows is recorded at this time; without it, at the beginning of 2026. */
    public ProjectionSpec at(Instant time) {
        return new ProjectionSpec(database, projection, time, given);
    }

    /** These events of one stream, after what was given before. */
    @SafeVarargs
    @SuppressWarnings("varargs") // Only read.
    public final <E> ProjectionSpec given(StreamName stream, EventCodec<E> codec, E... events) {
        return new ProjectionSpec(
                database, projection, now, record(stream, codec, List.of(events)));
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // Only read.
    public final <E> Then when(StreamName stream, EventCodec<E> codec, E... events) {
        return new Then(record(stream, codec, List.of(events)));
    }

    private <E> List<RecordedEvent> record(StreamName stream, EventCodec<E> codec, List<E> events) {
        var log = new ArrayList<>(given);
        for (E event : events) {
            long version = 1 + log.stream().filter(it -> it.stream().equals(stream)).count();
            long position = log.size() + 1L;
            EventData data = codec.encode(event, new UUID(1, position), METADATA);
            log.add(new RecordedEvent(stream, version, position, now, data));
        }
        return log;
    }

    /** What the read model says, to be compared with what it should. */
    public final class Then {

        private final List<RecordedEvent> log;

        private Then(List<RecordedEvent> log) {
            this.log = List.copyOf(log);
        }

        /**
         * @param query names tables without a schema, and its order
         * @param rows each with its columns as PostgreSQL writes them, and {@code " | "} between
         */
        public Then then(String query, String... rows) {
            for (var batches : cuts()) {
                assertThat(answer(batches, query))
                        .as("%s, with events cut into %s", query, sizes(batches))
                        .containsExactly(rows);
            }
            return this;
        }

        /** None of it can be applied. */
        public void thenFails(Class<? extends Exception> type) {
            for (var batches : cuts()) {
                assertThatThrownBy(() -> inTables(connection -> apply(connection, batches)))
                        .as("with events cut into %s", sizes(batches))
                        .isInstanceOf(type);
            }
        }

        private List<List<List<RecordedEvent>>> cuts() {
            var before = log.subList(0, given.size());
            var after = log.subList(given.size(), log.size());
            return List.of(
                    List.of(log), List.of(before, after), log.stream().map(List::of).toList());
        }

        private static List<Integer> sizes(List<List<RecordedEvent>> batches) {
            return batches.stream().map(List::size).toList();
        }
    }

    private List<String> answer(List<List<RecordedEvent>> batches, String query) {
        var rows = new ArrayList<String>();
        try {
            inTables(connection -> {
                apply(connection, batches);
                rows.addAll(read(connection, query));
            });
        } catch (SQLException e) {
            throw new AssertionError("%s: %s".formatted(query, e.getMessage()), e);
        }
        return rows;
    }

    private interface Work {
        void run(Connection connection) throws SQLException;
    }

    private void inTables(Work work) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                run(connection, "CREATE SCHEMA projection_spec");
                run(connection, "SET LOCAL search_path = projection_spec");
                run(connection, projection.ddl());
                work.run(connection);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    private void apply(Connection connection, List<List<RecordedEvent>> batches)
            throws SQLException {
        for (var batch : batches) {
            if (!batch.isEmpty()) {
                projection.apply(connection, batch);
            }
        }
    }

    private static List<String> read(Connection connection, String query) throws SQLException {
        try (var select = connection.prepareStatement(query);
                var rows = select.executeQuery()) {
            var read = new ArrayList<String>();
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                var row = new StringJoiner(" | ");
                for (int column = 1; column <= columns; column++) {
                    row.add(String.valueOf(rows.getString(column)));
                }
                read.add(row.toString());
            }
            return read;
        }
    }
}
