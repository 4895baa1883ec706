package dev.rastro.engine.postgres.projection;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rastro.engine.decider.EventCodec;
import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.Payload;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.postgres.TestDatabase;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.ToIntFunction;

import javax.sql.DataSource;

/** The specification of a projection must itself be able to fail. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ProjectionSpecIT {

    private static final DataSource DATABASE = TestDatabase.withEmptyLog().asApplication();
    private static final StreamName STREAM = new StreamName("test", "a");
    private static final String TOTAL = "SELECT sum(n) FROM tally";

    private static ProjectionSpec counting(ToIntFunction<List<RecordedEvent>> count) {
        return new ProjectionSpec(DATABASE, new Tally(count));
    }

    @Test
    void what_does_not_depend_on_batches_passes() {
        counting(List::size)
                .given(STREAM, new Words(), "a", "b")
                .when(STREAM, new Words(), "c")
                .then(TOTAL, "3")
                .then("SELECT n FROM tally WHERE n > 3");
    }

    @Test
    void other_rows_than_expected_are_a_failure() {
        var spec = counting(List::size).when(STREAM, new Words(), "a");

        assertThatThrownBy(() -> spec.then(TOTAL, "2")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> spec.then(TOTAL)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> spec.then("SELECT 1 WHERE false", "1"))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void rows_that_depend_on_how_events_are_cut_into_batches_are_a_failure() {
        var spec =
                counting(events -> 1)
                        .given(STREAM, new Words(), "a", "b")
                        .when(STREAM, new Words(), "c");

        assertThatThrownBy(() -> spec.then(TOTAL, "1"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("cut into [2, 1]");
    }

    @Test
    void a_failure_that_was_expected_and_did_not_come_is_a_failure() {
        var spec = counting(List::size).when(STREAM, new Words(), "a");

        assertThatThrownBy(() -> spec.thenFails(Exception.class))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void a_projection_that_throws_is_a_failure() {
        var spec =
                counting(
                                events -> {
                                    throw new IllegalStateException("unheard of");
                                })
                        .when(STREAM, new Words(), "a");

        assertThatThrownBy(() -> spec.then(TOTAL, "1")).isInstanceOf(IllegalStateException.class);
        spec.thenFails(IllegalStateException.class);
    }

    private record Tally(ToIntFunction<List<RecordedEvent>> count) implements Projection {

        @Override
        public String name() {
            return "tally";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public List<String> tables() {
            return List.of("tally");
        }

        @Override
        public String ddl() {
            return "CREATE TABLE tally (n int); CREATE INDEX ON tally (n);";
        }

        @Override
        public void apply(Connection connection, List<RecordedEvent> events) throws SQLException {
            try (var insert = connection.prepareStatement("INSERT INTO tally VALUES (?)")) {
                insert.setInt(1, count.applyAsInt(events));
                insert.executeUpdate();
            }
        }
    }

    private record Words() implements EventCodec<String> {

        @Override
        public EventData encode(String event, UUID id, Metadata metadata) {
            return new EventData(id, "Said", 1, Payload.ofText(event), metadata);
        }

        @Override
        public String decode(EventData stored) {
            return stored.payload().text();
        }
    }
}
