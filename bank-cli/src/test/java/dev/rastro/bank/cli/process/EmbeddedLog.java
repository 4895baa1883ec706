package dev.rastro.bank.cli.process;

import dev.rastro.bank.server.database.DataSources;
import dev.rastro.embedded.EmbeddedDatabase;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** What stands in the log of a data folder, read past the server. */
record EmbeddedLog(Path data) {

    private static final String BOOKED =
            """
            SELECT max(payload->>'external_id') FILTER (WHERE type = 'AccountOpened'),
                   array_agg(version ORDER BY version),
                   count(DISTINCT payload->'metadata'->>'source_transaction_id')
                     FILTER (WHERE type <> 'AccountOpened'),
                   coalesce(sum((payload->'amount'->>'amount')::numeric
                                * CASE type WHEN 'MoneyDeposited' THEN 1 ELSE -1 END)
                     FILTER (WHERE type <> 'AccountOpened'), 0)
              FROM rastro.readable_event
             WHERE stream LIKE 'account-%'
             GROUP BY stream
            """;

    /**
     * What became of one account of the source.
     *
     * @param versions of all its events, the opening included
     * @param transactions how many different ones of the source were booked
     */
    record Booked(List<Long> versions, long transactions, BigDecimal sum) {

        /** Each transaction once, and nothing beside them and the opening. */
        static Booked once(long transactions, BigDecimal sum) {
            var versions = LongStream.rangeClosed(1, transactions + 1).boxed().toList();
            return new Booked(versions, transactions, sum.setScale(2));
        }
    }

    Path postmasterFile() {
        return data.resolve("postgres-18").resolve("postmaster.pid");
    }

    /** A killed server's database lives on; the next one takes it back and stops it. */
    void stopLeftBehind() {
        if (Files.exists(postmasterFile())) {
            EmbeddedDatabase.start(data).close();
        }
    }

    void execute(String sql) throws SQLException, IOException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long position() throws SQLException, IOException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT position FROM rastro.log_head")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Appends deposits of 0.01 to an account, as another process would. */
    void deposit(String account, int count) throws SQLException, IOException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                    WITH old AS (SELECT position FROM rastro.log_head FOR UPDATE),
                    head AS (UPDATE rastro.log_head SET position = position + %2$d)
                    INSERT INTO rastro.event
                    SELECT old.position + n, s.id, v.version + n, now(), gen_random_uuid(),
                           gen_random_uuid(), gen_random_uuid(), 1, 'MoneyDeposited', 'test',
                           convert_to(format('{"transaction_id":"%%s","amount":{"amount":"0.01",'
                               '"currency":"USD"},"description":""}', gen_random_uuid()), 'UTF8')
                      FROM old, rastro.stream s, generate_series(1, %2$d) AS n,
                           LATERAL (SELECT max(version) AS version FROM rastro.event
                                     WHERE stream_id = s.id) AS v
                     WHERE s.category = 'account' AND s.name = '%1$s'
                    """
                            .formatted(account, count));
        }
    }

    /** By the source's own id. */
    Map<String, Booked> accounts() throws SQLException, IOException {
        var accounts = new TreeMap<String, Booked>();
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(BOOKED)) {
            while (rows.next()) {
                accounts.put(rows.getString(1), booked(rows));
            }
        }
        return accounts;
    }

    private static Booked booked(ResultSet row) throws SQLException {
        var versions = List.of((Long[]) row.getArray(2).getArray());
        return new Booked(versions, row.getLong(3), row.getBigDecimal(4).setScale(2));
    }

    private Connection connect() throws SQLException, IOException {
        var port = Files.readAllLines(postmasterFile()).get(3);
        var password = Files.readString(data.resolve("postgres-18.password"));
        var url = "postgresql://postgres:%s@127.0.0.1:%s/postgres".formatted(password, port);
        return new DataSources(url).ownerSource().getConnection();
    }
}
