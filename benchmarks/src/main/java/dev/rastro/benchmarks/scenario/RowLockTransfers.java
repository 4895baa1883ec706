package dev.rastro.benchmarks.scenario;

import dev.rastro.benchmarks.measure.Caller;
import dev.rastro.benchmarks.measure.Contender;

import java.sql.SQLException;
import java.util.Locale;

import javax.sql.DataSource;

/**
 * Transfers as a ledger with a row per balance does them, in one function call and one transaction:
 * an idempotency row, both balances, and an entry row per side.
 */
final class RowLockTransfers implements Contender {

    /** How the balances are guarded; the name is that of the function and the suffix of tables. */
    enum Guard {
        FOR_UPDATE("SELECT … FOR UPDATE in sorted order"),
        CONDITIONAL("conditional UPDATE in sorted order");

        private final String title;

        Guard(String title) {
            this.title = title;
        }

        private String suffix() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String TABLES =
            """
            CREATE TABLE account_$guard (id int PRIMARY KEY, balance bigint NOT NULL)
              WITH (fillfactor = 50);
            CREATE TABLE entry_$guard (
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                account_id int NOT NULL, transaction_id uuid NOT NULL, amount bigint NOT NULL,
                balance_after bigint NOT NULL, description text NOT NULL, actor text NOT NULL,
                correlation_id uuid NOT NULL, recorded_at timestamptz NOT NULL DEFAULT now());
            CREATE INDEX ON entry_$guard (account_id, id);
            CREATE TABLE command_$guard (
                key uuid PRIMARY KEY, fingerprint uuid NOT NULL, answer bytea NOT NULL,
                recorded_at timestamptz NOT NULL DEFAULT now());
            """;

    private static final String FOR_UPDATE =
            """
            CREATE FUNCTION transfer_for_update(k uuid, f uuid, a int, b int, amt bigint)
            RETURNS boolean LANGUAGE plpgsql AS $$
            DECLARE funds bigint; other bigint;
            BEGIN
                INSERT INTO command_for_update (key, fingerprint, answer)
                VALUES (k, f, '\\x7b22737461747573223a3230317d') ON CONFLICT DO NOTHING;
                IF NOT FOUND THEN RAISE 'key used before'; END IF;
                PERFORM 1 FROM account_for_update WHERE id IN (a, b) ORDER BY id FOR UPDATE;
                SELECT balance INTO funds FROM account_for_update WHERE id = a;
                IF funds < amt THEN RETURN false; END IF;
                UPDATE account_for_update SET balance = balance - amt WHERE id = a;
                UPDATE account_for_update SET balance = balance + amt WHERE id = b
                RETURNING balance INTO other;
                INSERT INTO entry_for_update (account_id, transaction_id, amount, balance_after,
                                              description, actor, correlation_id)
                VALUES (a, k, -amt, funds - amt, 'benchmark', 'benchmark', f),
                       (b, k, amt, other, 'benchmark', 'benchmark', f);
                RETURN true;
            END $$
            """;

    private static final String CONDITIONAL =
            """
            CREATE FUNCTION transfer_conditional(k uuid, f uuid, a int, b int, amt bigint)
            RETURNS boolean LANGUAGE plpgsql AS $$
            DECLARE mine bigint; other bigint;
            BEGIN
                INSERT INTO command_conditional (key, fingerprint, answer)
                VALUES (k, f, '\\x7b22737461747573223a3230317d') ON CONFLICT DO NOTHING;
                IF NOT FOUND THEN RAISE 'key used before'; END IF;
                IF b < a THEN
                    UPDATE account_conditional SET balance = balance + amt WHERE id = b
                    RETURNING balance INTO other;
                END IF;
                UPDATE account_conditional SET balance = balance - amt
                 WHERE id = a AND balance >= amt RETURNING balance INTO mine;
                IF mine IS NULL THEN
                    IF b < a THEN
                        UPDATE account_conditional SET balance = balance - amt WHERE id = b;
                    END IF;
                    RETURN false;
                END IF;
                IF b > a THEN
                    UPDATE account_conditional SET balance = balance + amt WHERE id = b
                    RETURNING balance INTO other;
                END IF;
                INSERT INTO entry_conditional (account_id, transaction_id, amount, balance_after,
                                               description, actor, correlation_id)
                VALUES (a, k, -amt, mine, 'benchmark', 'benchmark', f),
                       (b, k, amt, other, 'benchmark', 'benchmark', f);
                RETURN true;
            END $$
            """;

    private final DataSource database;
    private final Guard guard;
    private final Routes routes;
    private final String call;
    private final long total;

    RowLockTransfers(DataSource database, Guard guard, Routes routes, long openingBalance)
            throws SQLException {
        this.database = database;
        this.guard = guard;
        this.routes = routes;
        var suffix = guard.suffix();
        this.call = "SELECT transfer_%s(?, ?, ?, ?, ?)".formatted(suffix);
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(TABLES.replace("$guard", suffix));
            statement.execute(guard == Guard.FOR_UPDATE ? FOR_UPDATE : CONDITIONAL);
            statement.execute(
                    "INSERT INTO account_%s SELECT i, %d FROM generate_series(0, %d) i"
                            .formatted(suffix, openingBalance, routes.accounts() - 1));
            statement.execute("VACUUM ANALYZE account_" + suffix);
        }
        this.total = total();
    }

    @Override
    public String name() {
        return guard.title;
    }

    @Override
    public int operate(Caller caller) throws SQLException {
        var route = routes.next(caller.random());
        try (var connection = database.getConnection();
                var transfer = connection.prepareStatement(call)) {
            transfer.setObject(1, Caller.newKey());
            transfer.setObject(2, Caller.newKey());
            transfer.setInt(3, route.from());
            transfer.setInt(4, route.to());
            transfer.setLong(5, 1 + caller.random().nextInt(1_000));
            try (var row = transfer.executeQuery()) {
                row.next();
                return row.getBoolean(1) ? 1 : 0;
            }
        }
    }

    private long total() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                "SELECT sum(balance)::bigint FROM account_" + guard.suffix())) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void verify() throws SQLException {
        long now = total();
        if (now != total) {
            throw new IllegalStateException("%d became %d".formatted(total, now));
        }
    }
}
