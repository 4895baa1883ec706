package dev.rastro.bank.server.shared.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.rastro.engine.event.Payload;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

/** Receipts are kept for ever, so the form in which they keep an answer is fixed. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AnswerTest {

    private static final Answer MOVED =
            Answer.of(201, 7, null, Map.of("note", "São \"x\",\"b\":{} \\ 😀"));

    private static final Answer OPENED =
            Answer.of(201, 1, "/api/v1/accounts/a-1", Map.of("account_id", "a-1"));

    private static final Answer REFUSED = Answer.of(422, 0, null, Map.of("status", 422));

    @Test
    void an_answer_is_kept_in_the_form_of_earlier_receipts() {
        assertThat(MOVED.encode().text())
                .isEqualTo(
                        "{\"s\":201,\"v\":7,\"l\":null,"
                                + "\"b\":{\"note\":\"São \\\"x\\\",\\\"b\\\":{} \\\\ 😀\"}}");
        assertThat(OPENED.encode().text())
                .isEqualTo(
                        "{\"s\":201,\"v\":1,\"l\":\"/api/v1/accounts/a-1\","
                                + "\"b\":{\"account_id\":\"a-1\"}}");
    }

    @Test
    void what_was_kept_is_read_as_it_was() {
        for (var answer : new Answer[] {MOVED, OPENED, REFUSED}) {
            assertThat(Answer.decode(answer.encode())).isEqualTo(answer);
        }
    }

    @Test
    void the_position_is_the_last_member_of_what_is_sent_but_for_a_problem() {
        assertThat(OPENED.bodyAt(42).text()).isEqualTo("{\"account_id\":\"a-1\",\"position\":42}");
        assertThat(REFUSED.bodyAt(42).text()).isEqualTo("{\"status\":422}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "accepted", "{\"s\":201,\"v\":1,\"l\":null}"})
    void what_is_no_answer_is_not_taken_for_one(String stored) {
        assertThatIllegalStateException().isThrownBy(() -> Answer.decode(Payload.ofText(stored)));
    }
}
