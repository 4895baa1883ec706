package dev.rastro.bank.server.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rastro.bank.server.http.Headers;
import dev.rastro.bank.server.http.Request;
import dev.rastro.bank.server.http.json.JsonBody;
import dev.rastro.bank.server.http.problem.ProblemCode;
import dev.rastro.bank.server.http.problem.ProblemException;
import dev.rastro.engine.event.Payload;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RequestPartsTest {

    private static final Set<String> KNOWN =
            Set.of("status", "limit", "cursor", "position", "min_position");
    private static final UUID ID = new UUID(0, 1);

    private enum Status {
        OPEN,
        CLOSED
    }

    @Test
    void known_parameters_are_read() {
        QueryParameters query =
                query(Map.of("status", List.of("open"), "position", List.of("1234")));

        assertThat(query.oneOf("status", Status.class)).contains(Status.OPEN);
        assertThat(query.number("position")).hasValue(1234);
        assertThat(query.limit()).isEqualTo(100);
        assertThat(query.cursor()).isEmpty();
    }

    @Test
    void unknown_and_repeated_parameters_are_refused() {
        assertThat(refusal(() -> query(Map.of("stauts", List.of("open")))))
                .isEqualTo(ProblemCode.UNKNOWN_PARAMETER);
        assertThat(refusal(() -> query(Map.of("status", List.of("open", "open")))))
                .isEqualTo(ProblemCode.INVALID_PARAMETER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "1.0", "x", "", "01", "99999999999999999999"})
    void limits_outside_1_to_1000_are_refused(String limit) {
        assertThat(refusal(() -> query(Map.of("limit", List.of(limit))).limit()))
                .isEqualTo(ProblemCode.INVALID_PARAMETER);
    }

    @Test
    void limits_from_1_to_1000_are_taken() {
        assertThat(query(Map.of("limit", List.of("1"))).limit()).isEqualTo(1);
        assertThat(query(Map.of("limit", List.of("1000"))).limit()).isEqualTo(1000);
    }

    @Test
    void a_cursor_leads_on_in_the_same_list_with_another_page_size() {
        String cursor = query(Map.of("status", List.of("open"))).cursorTo("place/é:17");

        QueryParameters next =
                query(
                        Map.of(
                                "status",
                                List.of("open"),
                                "cursor",
                                List.of(cursor),
                                "limit",
                                List.of("5")));

        assertThat(next.cursor()).contains("place/é:17");
    }

    @Test
    void a_cursor_leads_on_for_a_reader_who_has_written_meanwhile() {
        String cursor = query(Map.of("min_position", List.of("7"))).cursorTo("17");

        assertThat(query(Map.of("cursor", List.of(cursor))).cursor()).contains("17");
        assertThat(query(Map.of("cursor", List.of(cursor), "min_position", List.of("8"))).cursor())
                .contains("17");
    }

    @Test
    void a_cursor_of_other_filters_or_another_list_is_refused() {
        String cursor = query(Map.of("status", List.of("open"))).cursorTo("17");
        String foreign = QueryParameters.of(request("/other", Map.of()), KNOWN).cursorTo("17");

        assertThat(refusal(() -> query(Map.of("cursor", List.of(cursor))).cursor()))
                .isEqualTo(ProblemCode.INVALID_CURSOR);
        assertThat(refusal(() -> query(Map.of("cursor", List.of(foreign))).cursor()))
                .isEqualTo(ProblemCode.INVALID_CURSOR);
    }

    @Test
    void a_cursor_with_any_character_changed_is_refused() {
        String cursor = query(Map.of()).cursorTo("17");

        for (int i = 0; i < cursor.length(); i++) {
            char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            String changed = cursor.substring(0, i) + other + cursor.substring(i + 1);
            assertThat(refusal(() -> query(Map.of("cursor", List.of(changed))).cursor()))
                    .as(changed)
                    .isEqualTo(ProblemCode.INVALID_CURSOR);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "====", "not base64!", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAA"})
    void what_never_was_a_cursor_is_refused(String cursor) {
        assertThat(refusal(() -> query(Map.of("cursor", List.of(cursor))).cursor()))
                .isEqualTo(ProblemCode.INVALID_CURSOR);
    }

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

    @Test
    void one_strong_tag_is_a_version() {
        assertThat(IfMatch.version(headers("If-Match", "\"42\""))).hasValue(42);
        assertThat(IfMatch.version(headers("Other", "x"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "42",
                "W/\"42\"",
                "\"42\", \"43\"",
                "\"\"",
                "\"-1\"",
                "\"x\"",
                "\"042\"",
                "\"9999999999999999999\""
            })
    void every_other_if_match_is_refused(String value) {
        assertThat(refusal(() -> IfMatch.version(headers("If-Match", value))))
                .isEqualTo(ProblemCode.INVALID_IF_MATCH);
    }

    private static ProblemCode refusal(ThrowingCallable call) {
        return catchThrowableOfType(ProblemException.class, call).problem().code();
    }

    private static QueryParameters query(Map<String, List<String>> query) {
        return QueryParameters.of(request("/api/v1/accounts", query), KNOWN);
    }

    private static UUID fingerprint(String path, String body) {
        return print("GET", path, body);
    }

    private static UUID print(String method, String path, String body) {
        var request = request(path, Map.of());
        var sent =
                new Request(
                        method,
                        request.path(),
                        request.pathParameters(),
                        request.query(),
                        request.headers(),
                        request.accepted(),
                        request.body(),
                        request.ids());
        return RequestFingerprint.of(sent, JsonBody.parse(Payload.ofText(body)));
    }

    private static Headers headers(String name, String... values) {
        return Headers.of(Map.of(name, List.of(values)));
    }

    private static Request request(String path, Map<String, List<String>> query) {
        return new Request(
                "GET",
                path,
                Map.of(),
                query,
                Headers.of(Map.of()),
                "application/json",
                Payload.empty(),
                new Request.Ids(ID, ID));
    }
}
