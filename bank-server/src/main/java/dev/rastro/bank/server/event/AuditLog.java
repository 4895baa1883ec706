package dev.rastro.bank.server.event;

import dev.rastro.bank.server.shared.readmodel.Query;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.Payload;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

/**
 * Lists events, newest first. A page is found in the read model by position alone, and only then is
 * the rest of its few events fetched from the log.
 */
final class AuditLog {

    private static final String PAGE =
            """
            SELECT e.position, e.recorded_at, s.category || '-' || s.name, e.version, e.type,
                   e.event_id, e.correlation_id, e.causation_id, e.actor, e.payload,
                   CASE s.category
                     WHEN 'account' THEN
                       (SELECT owner_name FROM bank.account WHERE account_id = s.name)
                     WHEN 'customer' THEN
                       (SELECT name FROM bank.customer WHERE customer_id = s.name)
                     WHEN 'standing_order' THEN
                       (SELECT a.owner_name
                          FROM bank.standing_order o
                          JOIN bank.account a ON a.account_id = o.from_account_id
                         WHERE o.standing_order_id = s.name)
                   END
              FROM (
            """;

    private static final String OF_ALL = "SELECT position FROM bank.audit WHERE true";

    private static final String EVENTS =
            """
            ) AS page
              JOIN rastro.event e USING (position)
              JOIN rastro.stream s ON s.id = e.stream_id
             ORDER BY position DESC
            """;

    private static final String OF_STREAM =
            "stream_id = (SELECT id FROM rastro.stream WHERE category = ? AND name = ?)";

    /** In tables without kinds. */
    private static final String OF_CATEGORY =
            "stream_id IN (SELECT id FROM rastro.stream WHERE category = ?)";

    /** Recorded time never goes back, so every time is a place in the order of positions. */
    private static final String FIRST_SINCE =
            "(SELECT position FROM bank.audit WHERE recorded_at >= ?"
                    + " ORDER BY recorded_at, position LIMIT 1)";

    private static final String FROM = "position >= " + FIRST_SINCE;
    private static final String UNTIL =
            "position < coalesce(" + FIRST_SINCE + ", " + Long.MAX_VALUE + ")";

    private final DataSource database;

    AuditLog(DataSource database) {
        this.database = database;
    }

    /**
     * @param before position of the last event seen; {@link Long#MAX_VALUE} for the beginning
     */
    List<AuditEntry> list(AuditFilter filter, long before, int limit) {
        boolean ofSome = filter.type() != null || filter.category() != null;
        boolean ofKinds = ofSome && AuditTable.state(database).hasKinds();
        var query = new Query<>(PAGE, AuditLog::read);
        narrow(query.append(ofKinds ? AuditTable.OF_KINDS : OF_ALL), filter);
        if (ofSome && !ofKinds) {
            kinds(query, filter, OF_CATEGORY);
        }
        query.and("position < ?", before).orderBy("position DESC", limit);
        if (ofKinds) {
            kinds(query.append(AuditTable.OF_KINDS_END), filter, "category = ?");
            query.orderBy("found.position DESC", limit);
        }
        return query.append(EVENTS).run(database);
    }

    private static void kinds(Query<?> query, AuditFilter filter, String ofCategory) {
        if (filter.type() != null) {
            query.and("type = ?", filter.type());
        }
        if (filter.category() != null) {
            query.and(ofCategory, filter.category());
        }
    }

    private static void narrow(Query<?> query, AuditFilter filter) {
        if (filter.actor() != null) {
            query.and("actor = ?", filter.actor());
        }
        if (filter.stream() != null) {
            query.and(OF_STREAM, filter.stream().category(), filter.stream().id());
        }
        if (filter.correlationId() != null) {
            query.and("correlation_id = ?", filter.correlationId());
        }
        if (filter.from() != null) {
            query.and(FROM, parameter(filter.from()));
        }
        if (filter.until() != null) {
            query.and(UNTIL, parameter(filter.until()));
        }
    }

    private static Object parameter(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static AuditEntry read(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong(1),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getString(3),
                row.getLong(4),
                row.getString(5),
                row.getObject(6, UUID.class),
                new Metadata(
                        row.getObject(7, UUID.class),
                        row.getObject(8, UUID.class),
                        row.getString(9)),
                Payload.of(row.getBytes(10)),
                row.getString(11));
    }
}
