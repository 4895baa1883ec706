package dev.rastro.bank.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rastro.embedded.ChildJvm;
import dev.rastro.engine.postgres.TestDatabase;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Processes that are killed in the middle of paying, two at a time. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class KilledNodesE2E {

    private static final int ORDERS = 25;
    private static final String LAST_DAY = "2026-05-31";

    /** The Sundays from February to May. */
    private static final int DATES = 18;

    private static final Duration AT_MOST = Duration.ofMinutes(2);

    private final TestDatabase database = TestDatabase.empty();

    @Test
    void every_date_is_paid_exactly_once_however_often_the_nodes_are_killed() throws Exception {
        long seed = System.nanoTime();
        System.out.println("killed nodes, seed " + seed);
        var random = new Random(seed);
        var payees = schedule();
        int paid = 0;
        for (int kill = 0; kill < 3; kill++) {
            var nodes = List.of(startNode(), startNode());
            int enough = paid + 1 + random.nextInt(ORDERS * 4);
            await().atMost(AT_MOST).until(() -> payments() >= enough);
            for (var node : nodes) {
                node.toHandle().destroyForcibly();
            }
            for (var node : nodes) {
                assertThat(node.waitFor()).isNotZero();
            }
            paid = payments();
        }
        System.out.printf("%d of %d payments before the last kill%n", paid, ORDERS * DATES);

        try (var bank = TestBank.on(database, new JumpingClock(LAST_DAY))) {
            await().atMost(AT_MOST).until(() -> payments() >= ORDERS * DATES);
            for (var payee : payees) {
                assertPaidOnEverySunday(bank, payee);
            }
        }
    }

    private List<String> schedule() {
        var payees = new ArrayList<String>();
        try (var bank = TestBank.on(database, new JumpingClock("2026-01-15"))) {
            var from = bank.openAccount("100000.00");
            for (int i = 0; i < ORDERS; i++) {
                payees.add(bank.openAccount("0"));
                var reply = bank.post("/api/v1/standing-orders", order(from, payees.get(i)));
                assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
            }
        }
        return payees;
    }

    private static String order(String from, String to) {
        return """
        {"from_account_id": "%s", "to_account_id": "%s", "amount": "1.00",
         "first_date": "2026-02-01", "interval": "weekly"}
        """
                .formatted(from, to);
    }

    private Process startNode() throws IOException {
        return new ProcessBuilder(ChildJvm.command(PayUntilKilled.class, database.url(), LAST_DAY))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private int payments() {
        try (var connection = database.asOwner().getConnection();
                var select =
                        connection.prepareStatement(
                                "SELECT count(*) FROM rastro.event"
                                        + " WHERE type = 'StandingOrderExecuted'");
                var row = select.executeQuery()) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertPaidOnEverySunday(TestBank bank, String payee) {
        var path = "/api/v1/accounts/%s/transactions?limit=1000".formatted(payee);
        var days =
                bank.get(path)
                        .json()
                        .get("items")
                        .valueStream()
                        .map(it -> it.get("effective_date").stringValue())
                        .toList();
        assertThat(days).hasSize(DATES).doesNotHaveDuplicates().contains("2026-02-01", LAST_DAY);
    }
}
