package dev.rastro.bank.server.event;

import dev.rastro.bank.server.shared.readmodel.Ddl;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.postgres.jdbc.ArrayParameters;
import dev.rastro.engine.postgres.projection.Projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * By what events are looked for, one row for each, whatever its type. The rows are copied inside
 * the database: events that a batch brings are committed, so every connection sees them.
 */
public final class AuditProjection implements Projection {

    /** The range is for the planner: a batch is most of a piece of the log. */
    private static final String COPY =
            """
            INSERT INTO audit (position, recorded_at, stream_id, correlation_id, type, actor, kind)
            SELECT e.position, e.recorded_at, e.stream_id, e.correlation_id, e.type, e.actor,
                   batch.kind
              FROM rastro.event e
              JOIN unnest(?::bigint[], ?::bigint[]) AS batch (position, kind)
                ON batch.position = e.position
             WHERE e.position BETWEEN ? AND ?
             ORDER BY e.position
            """;

    private static final String ADD_KINDS =
            """
            INSERT INTO audit_kind (kind, category, type)
            SELECT * FROM unnest(?::bigint[], ?::text[], ?::text[])
            ON CONFLICT (kind) DO NOTHING
            """;

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public List<String> tables() {
        return List.of("audit", "audit_kind");
    }

    @Override
    public String ddl() {
        return Ddl.read(AuditProjection.class, "audit.sql");
    }

    @Override
    public String indexes() {
        return Ddl.read(AuditProjection.class, "audit-indexes.sql");
    }

    /** What kinds there are does not depend on the order in which they are found. */
    @Override
    public boolean isPerStream() {
        return true;
    }

    @Override
    public void apply(Connection connection, List<RecordedEvent> events) throws SQLException {
        var kinds = new HashMap<AuditKind, Long>();
        events.forEach(event -> kinds.computeIfAbsent(AuditKind.of(event), AuditKind::number));
        addKinds(connection, kinds.keySet().stream().sorted(AuditKind.ORDER).toList());
        copy(connection, events, kinds);
    }

    private static void addKinds(Connection connection, List<AuditKind> kinds) throws SQLException {
        try (var insert = connection.prepareStatement(ADD_KINDS)) {
            ArrayParameters.of(insert, 1, kinds)
                    .column("bigint", AuditKind::number)
                    .column("text", AuditKind::category)
                    .column("text", AuditKind::type);
            insert.executeUpdate();
        }
    }

    private static void copy(
            Connection connection, List<RecordedEvent> events, Map<AuditKind, Long> kinds)
            throws SQLException {
        try (var copy = connection.prepareStatement(COPY)) {
            ArrayParameters.of(copy, 1, events)
                    .column("bigint", RecordedEvent::position)
                    .column("bigint", event -> kinds.get(AuditKind.of(event)));
            copy.setLong(3, events.getFirst().position());
            copy.setLong(4, events.getLast().position());
            int copied = copy.executeUpdate();
            if (copied != events.size()) {
                throw new IllegalStateException(
                        "%d of %d events are in the log".formatted(copied, events.size()));
            }
        }
    }
}
