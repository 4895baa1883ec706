package dev.rastro.bank.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.engine.postgres.TestDatabase;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A node that hangs in the middle of a batch loses it to another one, and cannot spoil it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FrozenRunnerE2E {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String DEPOSIT = "{\"amount\": \"1.00\"}";
    private static final String PROJECTION = "/api/v1/admin/projections/accounts";

    private final TestDatabase database = TestDatabase.empty();
    private final List<RastroProcess> started = new ArrayList<>();

    @AfterEach
    void stop_what_is_left() throws Exception {
        for (var process : started) {
            if (process.isAlive()) {
                process.thaw();
            }
            process.close();
        }
    }

    @Test
    void a_runner_that_hangs_beyond_its_time_is_replaced_and_applies_nothing_twice()
            throws Exception {
        var one = serve();
        var account = one.bank().openAccount();
        Awaitility.await().atMost(SOON).until(() -> one.bank().get(account).status() == 200);
        var written = freezeInTheMiddleOfABatch(one, account);

        var two = serve().bank();
        var next = two.post(account + "/deposit", DEPOSIT);
        assertThat(next.status()).isEqualTo(201);
        Awaitility.await("another runner took over")
                .atMost(SOON)
                .until(() -> position(two) >= Long.parseLong(next.position()));
        assertThat(two.get(account).get("balance")).isEqualTo("2.00");
        one.thaw();

        for (int i = 0; i < 20; i++) {
            var bank = i % 2 == 0 ? one.bank() : two;
            assertThat(bank.post(account + "/deposit", DEPOSIT).status()).isEqualTo(201);
        }
        assertThat(Long.parseLong(next.position())).isEqualTo(written + 1);
        assertThatARebuildFindsTheSame(two);
        assertThat(two.get(account).get("balance")).isEqualTo("22.00");
        assertThat(one.bank().get(account).get("transaction_count")).isEqualTo("22");
    }

    /**
     * It waits for a table with the checkpoint's row locked, and gets the table when it is frozen.
     */
    private long freezeInTheMiddleOfABatch(RastroProcess node, String account) throws Exception {
        try (var connection = database.asOwner().getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE bank_accounts_g1.account IN ACCESS EXCLUSIVE MODE");
            var written = node.bank().post(account + "/deposit", DEPOSIT);
            assertThat(written.status()).isEqualTo(201);
            Awaitility.await("a runner in the middle of a batch")
                    .atMost(SOON)
                    .until(() ->
                            isTrue(
                                    """
                                    SELECT EXISTS (SELECT FROM pg_locks l
                                                     JOIN pg_database d ON d.oid = l.database
                                                    WHERE d.datname = current_database()
                                                      AND NOT l.granted)
                                    """));
            node.freeze();
            connection.rollback();
            return Long.parseLong(written.position());
        }
    }

    private void assertThatARebuildFindsTheSame(BankOverHttp bank) throws Exception {
        assertThat(bank.post(PROJECTION + "/rebuild", "{\"compare\": true}").status())
                .isEqualTo(202);
        Awaitility.await("a rebuild with equal rows")
                .atMost(SOON)
                .until(() -> bank.get(PROJECTION).body().at("/serving/generation").asInt() == 2);
    }

    private static long position(BankOverHttp bank) throws Exception {
        return bank.get(PROJECTION).body().get("position").asLong();
    }

    private boolean isTrue(String sql) throws SQLException {
        try (var connection = database.asOwner().getConnection();
                var select = connection.prepareStatement(sql);
                var row = select.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private RastroProcess serve() {
        var process = RastroProcess.start("serve", "--port=0", "--database-url", database.url());
        started.add(process);
        return process;
    }
}
