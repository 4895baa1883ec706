package dev.rastro.engine.postgres.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.postgres.log.PostgresEventStore;
import dev.rastro.engine.postgres.projection.catalog.Generation;
import dev.rastro.engine.postgres.projection.catalog.Generation.State;
import dev.rastro.engine.postgres.projection.catalog.GenerationTable;
import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.ExpectedVersion;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SwitchOverIT {

    private final Shop shop = new Shop();
    private final PostgresEventStore store = shop.blindStore();
    private final Positions positions = new Positions();

    /** Remembers what it is handed, and has no columns to speak of. */
    private static final class Positions implements Projection {

        private final List<Long> applied = new ArrayList<>();

        @Override
        public String name() {
            return "positions";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public List<String> tables() {
            return List.of("seen");
        }

        @Override
        public String ddl() {
            return "CREATE TABLE seen (position bigint)";
        }

        @Override
        public void apply(Connection connection, List<RecordedEvent> events) {
            events.forEach(event -> applied.add(event.position()));
        }
    }

    @AfterEach
    void close() throws Exception {
        shop.close();
    }

    @Test
    void a_switch_misses_no_event_of_another_process_that_memory_does_not_know() throws Exception {
        append(store, 3);
        append(shop.store(), 2);

        try (var connection = shop.database().asApplication().getConnection()) {
            connection.setAutoCommit(false);
            var schema = new GenerationSchema("shop", positions);
            generation(connection, schema, State.SERVING, 5);
            var building = generation(connection, schema, State.BUILDING, 1);

            assertThat(new SwitchOver(positions, schema).run(connection, building)).isTrue();
            connection.commit();
        }

        assertThat(positions.applied).containsExactly(2L, 3L, 4L, 5L);
    }

    private Generation generation(
            Connection connection, GenerationSchema schema, State state, long position)
            throws SQLException {
        int number =
                GenerationTable.add(
                        connection,
                        new GenerationTable.Beginning(
                                positions.name(), positions.version(), state, false));
        schema.create(connection, number);
        var added = GenerationTable.lock(connection, positions.name(), number).orElseThrow();
        GenerationTable.move(connection, added, position);
        return GenerationTable.lock(connection, positions.name(), number).orElseThrow();
    }

    private static void append(PostgresEventStore store, int count) {
        store.append(
                Append.of(
                        new StreamName("test", "a"),
                        ExpectedVersion.any(),
                        Collections.nCopies(count, Shop.event())));
    }
}
