package dev.rastro.bank.server.audit;

import dev.rastro.bank.server.readmodel.Ddl;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.postgres.projection.Projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * By what events are looked for, one row for each, whatever its type. The rows are copied inside
 * the database: events that a batch brings are committed, so every connection sees them.
 */
public final class AuditProjection implements Projection {

    private static final String COPY =
            """
            INSERT INTO audit (position, recorded_at, stream_id, correlation_id, type, actor)
            SELECT position, recorded_at, stream_id, correlation_id, type, actor
              FROM rastro.event
             WHERE position = ANY (?)
             ORDER BY position
            """;

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<String> tables() {
        return List.of("audit");
    }

    @Override
    public String ddl() {
        return Ddl.read("audit.sql");
    }

    @Override
    public String indexes() {
        return Ddl.read("audit-indexes.sql");
    }

    @Override
    public boolean isPerStream() {
        return true;
    }

    @Override
    public void apply(Connection connection, List<RecordedEvent> events) throws SQLException {
        try (var copy = connection.prepareStatement(COPY)) {
            var positions = events.stream().map(RecordedEvent::position).toArray(Long[]::new);
            copy.setArray(1, connection.createArrayOf("bigint", positions));
            int copied = copy.executeUpdate();
            if (copied != positions.length) {
                throw new IllegalStateException(
                        "%d of %d events are in the log".formatted(copied, positions.length));
            }
        }
    }
}
