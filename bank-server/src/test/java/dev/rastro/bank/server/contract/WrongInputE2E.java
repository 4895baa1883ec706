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
import java.util.Map;
import java.util.stream.Collectors;

/** Whatever is sent, the answer is what the document says, and the log stays as it was. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WrongInputE2E {

    private static final CheckedBank BANK = new CheckedBank(TestBank.start());
    private static final Ledger LEDGER = Ledger.in(BANK);

    @AfterAll
    static void stop() {
        BANK.close();
    }

    static List<WrongRequest> commands() {
        return CommandRows.of(LEDGER);
    }

    static List<WrongRequest> fields() {
        return FieldRows.of(LEDGER);
    }

    static List<WrongRequest> refusals() {
        return RefusalRows.of(LEDGER);
    }

    static List<WrongRequest> questions() {
        return QuestionRows.of(LEDGER, BANK);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"commands", "fields", "refusals", "questions"})
    void wrong_input_is_refused_and_changes_nothing(WrongRequest wrong) {
        assertRefused(BANK, wrong);
    }

    private static void assertRefused(CheckedBank bank, WrongRequest wrong) {
        var before = bank.state();
        var reply = bank.send(wrong.on(bank.bank().request(wrong.path())));
        var expected = wrong.expected().split(" ");
        var detail = expected.length > 2 ? expected[2] : "";
        var firstField = reply.json().at("/errors/0/code").asString("");

        assertThat(List.of(Integer.toString(reply.status()), reply.get("code")))
                .as(reply.toString())
                .isEqualTo(List.of(expected).subList(0, 2));
        assertThat(detail.isEmpty() ? detail : firstField).as(reply.toString()).isEqualTo(detail);
        assertThat(bank.state()).isEqualTo(before);
    }

    @Test
    void every_command_and_question_was_given_wrong_input() {
        var paths =
                List.of(commands(), fields(), refusals(), questions()).stream()
                        .flatMap(List::stream)
                        .map(wrong ->
                                new Answer(
                                        wrong.method(),
                                        wrong.path().split("\\?", 2)[0],
                                        0,
                                        Map.of(),
                                        ""))
                        .toList();
        var untouched =
                BANK.contract().document().operations().stream()
                        .filter(operation -> paths.stream().noneMatch(operation::serves))
                        .map(ApiDocument.Operation::name)
                        .collect(Collectors.toSet());

        assertThat(untouched).isEmpty();
    }

    @Test
    void a_reused_key_is_refused_for_another_body_and_for_another_path() {
        var deposit = Ledger.ACCOUNTS + LEDGER.account() + "/deposit";
        var withdraw = Ledger.ACCOUNTS + LEDGER.account() + "/withdraw";
        for (var wrong :
                List.of(
                        WrongRequest.post(
                                deposit, "{\"amount\": \"1.01\"}", "422 idempotency_key_reused"),
                        WrongRequest.post(
                                withdraw,
                                "{\"amount\": \"1.00\"}",
                                "422 idempotency_key_reused"))) {
            assertRefused(BANK, wrong.header("Idempotency-Key", Ledger.USED_KEY));
        }
    }

    @Test
    void a_command_without_a_key_is_refused_where_keys_are_required() {
        try (var strict = new CheckedBank(TestBank.withRequiredKeys())) {
            for (var command : LEDGER.commands()) {
                assertRefused(
                        strict,
                        WrongRequest.post(
                                command.path(), command.body(), "400 idempotency_key_missing"));
            }
        }
    }
}
