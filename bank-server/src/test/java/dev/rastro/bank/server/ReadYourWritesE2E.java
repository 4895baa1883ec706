package dev.rastro.bank.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.engine.postgres.TestDatabase;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReadYourWritesE2E {

    private static final int CALLERS = 8;

    /** Of each caller; more by command. */
    private static final int PAIRS = Integer.getInteger("rastro.pairs", 60);

    /** Each caller writes to one node and reads at the other, and is never shown less. */
    @Test
    void reads_that_name_a_position_show_what_was_written() throws Exception {
        var database = TestDatabase.empty();
        try (var one = TestBank.on(database);
                var other = TestBank.on(database);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var callers = new ArrayList<Future<Integer>>();
            for (int i = 0; i < CALLERS; i++) {
                var nodes = i % 2 == 0 ? List.of(one, other) : List.of(other, one);
                callers.add(threads.submit(writesAndReads(nodes.getFirst(), nodes.getLast())));
            }
            int seen = 0;
            for (var caller : callers) {
                seen += caller.get();
            }
            assertThat(seen).isEqualTo(CALLERS * PAIRS);
        }
    }

    private static Callable<Integer> writesAndReads(TestBank writing, TestBank reading) {
        return () -> {
            var account = "/api/v1/accounts/" + writing.openAccount("0.00");
            for (int i = 1; i <= PAIRS; i++) {
                var written = writing.post(account + "/deposit", "{\"amount\": \"1.00\"}");
                var position = written.header("Ledger-Position");
                var read = reading.get(account + "?min_position=" + position);
                assertThat(read.get("balance")).as("%s", read).isEqualTo(i + ".00");
                assertThat(read.get("version")).isEqualTo(Integer.toString(i + 1));
            }
            return PAIRS;
        };
    }
}
