package dev.rastro.bank.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.bank.server.TestBank;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

/** The limits that the document states are the server's: it takes what is at them, and no more. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LimitsE2E {

    private static final CheckedBank BANK = new CheckedBank(TestBank.start());
    private static final Ledger LEDGER = Ledger.in(BANK);

    @AfterAll
    static void stop() {
        BANK.close();
    }

    static List<LimitRow> rows() {
        return LimitRows.of(BANK.contract().document(), LEDGER);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void a_value_is_taken_at_its_limit_and_refused_beyond(LimitRow row) {
        var before = BANK.state();
        var reply = BANK.send(row.request().on(BANK.bank().request(row.request().path())));

        assertThat(row.isRefusedBy(reply)).as(reply.toString()).isEqualTo(row.beyond());
        if (row.beyond()) {
            assertThat(BANK.state()).isEqualTo(before);
        }
    }

    @Test
    void every_kind_of_limit_is_tried() {
        assertThat(rows()).hasSizeGreaterThan(150);
        assertThat(rows()).filteredOn(LimitRow::beyond).hasSizeGreaterThan(75);
    }

    @Test
    void a_problem_repeats_only_so_much_of_what_was_sent() {
        var name = "x".repeat(5000);
        var fields = new StringBuilder("{\"a\": 1");
        for (int i = 0; i < 500; i++) {
            fields.append(", \"f%d\": 1".formatted(i));
        }

        var parameter = BANK.get("/api/v1/accounts?" + name + "=1");
        var field = BANK.post("/api/v1/accounts", "{\"%s\": 1}".formatted(name));
        var many = BANK.post("/api/v1/accounts", fields + "}");

        assertThat(parameter.get("parameter")).hasSize(1000).endsWith("…");
        assertThat(field.json().at("/errors/1/pointer").stringValue()).hasSize(1001);
        assertThat(many.json().get("errors").size()).isEqualTo(100);
        assertThat(many.get("detail")).endsWith("(and 501 more)");
    }
}
