package dev.rastro.bank.server.event;

import dev.rastro.bank.server.shared.readmodel.Query;

import java.sql.ResultSet;
import java.sql.SQLException;

import javax.sql.DataSource;

/** What {@code bank.audit} can be asked, in whatever generation serves. */
final class AuditTable {

    /** Up to the conditions on the rows; with {@link #OF_KINDS_END} behind them and their order. */
    static final String OF_KINDS =
            """
            SELECT found.position
              FROM bank.audit_kind AS wanted CROSS JOIN LATERAL (
                   SELECT position FROM bank.audit WHERE kind = wanted.kind
            """;

    /** Up to the conditions on {@code category} and {@code type}. */
    static final String OF_KINDS_END = ") AS found WHERE true";

    /**
     * Without an event that is set aside, the rows are all there are up to where the projection is.
     */
    private static final String STATE =
            """
            SELECT EXISTS (SELECT FROM pg_attribute
                            WHERE attrelid = to_regclass('bank.audit') AND attname = 'kind'),
                   EXISTS (SELECT FROM rastro.parked_stream WHERE projection = 'audit')
            """;

    private AuditTable() {}

    /**
     * @param hasKinds tables of before version 2, which serve until the new ones have caught up,
     *     have none
     */
    record State(boolean hasKinds, boolean hasGaps) {}

    static State state(DataSource database) {
        return new Query<>(STATE, AuditTable::readState).run(database).getFirst();
    }

    private static State readState(ResultSet row) throws SQLException {
        return new State(row.getBoolean(1), row.getBoolean(2));
    }
}
