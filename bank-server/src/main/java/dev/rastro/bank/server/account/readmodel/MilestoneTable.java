package dev.rastro.bank.server.account.readmodel;

import dev.rastro.bank.server.shared.readmodel.Query;
import dev.rastro.engine.postgres.jdbc.ArrayParameters;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;

import javax.sql.DataSource;

/**
 * Rows of table {@code account_milestone}: what the movements of an account add up to, after every
 * 64th of them. A milestone is never changed, whatever is backdated later.
 */
public final class MilestoneTable {

    private static final String NAME = "bank.account_milestone";

    /** For tables of before version 3: all movements are added up then, one by one. */
    private static final String NO_ROWS =
            """
            (SELECT account_id, version, position, recorded_at, effective_date AS earliest_date,
                    effective_date AS latest_date, effective_date AS lowest_date,
                    0::numeric AS total_in, 0::numeric AS total_out, 0::bigint AS movements
               FROM bank.transaction WHERE false)
            """;

    private static final String INSERT =
            """
            INSERT INTO account_milestone (account_id, version, position, recorded_at,
                   earliest_date, latest_date, lowest_date, total_in, total_out, movements)
            SELECT * FROM unnest(?::text[], ?::bigint[], ?::bigint[], ?::timestamptz[],
                   ?::date[], ?::date[], ?::date[], ?::numeric[], ?::numeric[], ?::bigint[])
            """;

    private static final int EVERY = 64;

    /** An account as its movement at a position left it. */
    record Milestone(AccountRow account, long position) {}

    private final DataSource database;
    private volatile boolean found;

    public MilestoneTable(DataSource database) {
        this.database = database;
    }

    /**
     * What stands for the table in a FROM. After an update of the program, tables without it serve
     * until the new ones have caught up.
     */
    public String relation() {
        if (!found) {
            found = Query.hasRelation(database, NAME);
        }
        return found ? NAME : NO_ROWS;
    }

    static boolean isOne(long movements) {
        return movements % EVERY == 0;
    }

    static boolean isFirstAfterOne(long movements) {
        return isOne(movements - 1);
    }

    static void insert(Connection connection, List<Milestone> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (var insert = connection.prepareStatement(INSERT)) {
            ArrayParameters.of(insert, 1, rows)
                    .column("text", row -> row.account().accountId())
                    .column("bigint", row -> row.account().version())
                    .column("bigint", Milestone::position)
                    .column("timestamptz", MilestoneTable::recordedAt)
                    .column("date", row -> row.account().days().earliest())
                    .column("date", row -> row.account().days().latest())
                    .column("date", row -> row.account().days().lowest())
                    .column("numeric", row -> row.account().totalDeposits())
                    .column("numeric", row -> row.account().totalWithdrawals())
                    .column("bigint", row -> row.account().transactionCount());
            insert.executeUpdate();
        }
    }

    private static Object recordedAt(Milestone row) {
        return row.account().updatedAt().atOffset(ZoneOffset.UTC);
    }
}
