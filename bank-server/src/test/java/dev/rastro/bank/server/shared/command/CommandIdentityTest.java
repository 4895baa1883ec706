package dev.rastro.bank.server.shared.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rastro.bank.server.shared.problem.ProblemCode;
import dev.rastro.web.Headers;
import dev.rastro.web.Request;
import dev.rastro.web.body.Body;
import dev.rastro.web.json.JsonBody;
import dev.rastro.web.problem.ProblemException;
import dev.rastro.web.problem.ProblemType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** By what a command is known again. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CommandIdentityTest {

    private static final UUID ID = new UUID(0, 1);

    @Test
    void equal_keys_have_equal_ids_and_the_id_never_changes() {
        IdempotencyKey key =
                IdempotencyKey.in(headers("idempotency-key", "salary-2026-01")).orElseThrow();

        assertThat(key.text()).isEqualTo("salary-2026-01");
        assertThat(key.id()).isEqualTo(IdempotencyKey.of("salary-2026-01").id());
        assertThat(key.id()).isNotEqualTo(IdempotencyKey.of("salary-2026-02").id());
        // Stored in receipts for ever: another value here would execute old commands again.
        assertThat(key.id()).hasToString("61ba7b37-5124-9df2-b99a-bf307ba0dc4d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "é", "a\tb"})
    void keys_of_other_characters_are_refused(String key) {
        assertThat(refusal(() -> IdempotencyKey.of(key)))
                .isEqualTo(ProblemCode.INVALID_IDEMPOTENCY_KEY);
    }

    @Test
    void keys_end_at_255_characters_and_come_once() {
        assertThat(IdempotencyKey.of("k".repeat(255)).text()).hasSize(255);
        assertThat(refusal(() -> IdempotencyKey.of("k".repeat(256))))
                .isEqualTo(ProblemCode.INVALID_IDEMPOTENCY_KEY);
        assertThat(refusal(() -> IdempotencyKey.in(headers("Idempotency-Key", "a", "b"))))
                .isEqualTo(ProblemCode.INVALID_IDEMPOTENCY_KEY);
        assertThat(IdempotencyKey.in(headers("Other", "a"))).isEmpty();
    }

    @Test
    void a_fingerprint_knows_method_path_and_content() {
        UUID print = fingerprint("/a", "{\"x\":1,\"y\":2}");

        assertThat(fingerprint("/a", "{ \"y\":2, \"x\":1 }")).isEqualTo(print);
        assertThat(fingerprint("/b", "{\"x\":1,\"y\":2}")).isNotEqualTo(print);
        assertThat(fingerprint("/a", "{\"x\":1,\"y\":3}")).isNotEqualTo(print);
    }

    @Test
    void a_fingerprint_knows_what_is_meant_and_not_how_it_is_written() {
        UUID print = fingerprint("/a/b-1/c", "{\"x\":{\"y\":\"é\"}}");

        assertThat(fingerprint("/a/b-1/c", "{\"z\":null,\"x\":{\"y\":\"é\",\"w\":null}}"))
                .isEqualTo(print);
        assertThat(fingerprint("/a/b-1/c", "{\"x\":{\"\\u0079\":\"\\u00E9\"}}")).isEqualTo(print);
        assertThat(fingerprint("/a/%62%2d1/%63", "{\"x\":{\"y\":\"é\"}}")).isEqualTo(print);
        assertThat(fingerprint("/a%2fb-1/c", "{\"x\":{\"y\":\"é\"}}")).isNotEqualTo(print);
        assertThat(fingerprint("/a%2fb", "{}")).isEqualTo(fingerprint("/a%2Fb", "{}"));
    }

    @Test
    void a_fingerprint_never_changes() {
        // Stored in receipts for ever: another value here would refuse every retry of before.
        assertThat(print("POST", DEPOSIT, "{\"x\":1,\"y\":2}"))
                .hasToString("422935c4-ebcd-2edd-2eb7-8666f946099e");
        assertThat(print("POST", DEPOSIT, "{\"description\":\"\", \"amount\":\"1.00\"}"))
                .hasToString("ddfc299a-9bd7-4ab1-8814-472f2eb7ad89");
    }

    private static final String DEPOSIT =
            "/api/v1/accounts/0193a5c4-7d1e-7c3a-9b57-2f1f0c9e4a10/deposit";

    private static ProblemType refusal(ThrowingCallable call) {
        return catchThrowableOfType(ProblemException.class, call).problem().code();
    }

    private static UUID fingerprint(String path, String body) {
        return print("GET", path, body);
    }

    private static UUID print(String method, String path, String body) {
        var sent =
                new Request(
                        method,
                        path,
                        Map.of(),
                        Map.of(),
                        Headers.of(Map.of()),
                        "application/json",
                        Body.empty(),
                        new Request.Ids(ID, ID));
        return RequestFingerprint.of(sent, JsonBody.parse(Body.ofText(body)));
    }

    private static Headers headers(String name, String... values) {
        return Headers.of(Map.of(name, List.of(values)));
    }
}
