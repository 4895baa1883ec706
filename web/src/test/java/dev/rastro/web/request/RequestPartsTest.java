package dev.rastro.web.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rastro.web.Headers;
import dev.rastro.web.Request;
import dev.rastro.web.body.Body;
import dev.rastro.web.problem.HttpProblem;
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
                .isEqualTo(HttpProblem.UNKNOWN_PARAMETER);
        assertThat(refusal(() -> query(Map.of("status", List.of("open", "open")))))
                .isEqualTo(HttpProblem.INVALID_PARAMETER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "1.0", "x", "", "01", "99999999999999999999"})
    void limits_outside_1_to_1000_are_refused(String limit) {
        assertThat(refusal(() -> query(Map.of("limit", List.of(limit))).limit()))
                .isEqualTo(HttpProblem.INVALID_PARAMETER);
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
                .isEqualTo(HttpProblem.INVALID_CURSOR);
        assertThat(refusal(() -> query(Map.of("cursor", List.of(foreign))).cursor()))
                .isEqualTo(HttpProblem.INVALID_CURSOR);
    }

    @Test
    void a_cursor_with_any_character_changed_is_refused() {
        String cursor = query(Map.of()).cursorTo("17");

        for (int i = 0; i < cursor.length(); i++) {
            char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            String changed = cursor.substring(0, i) + other + cursor.substring(i + 1);
            assertThat(refusal(() -> query(Map.of("cursor", List.of(changed))).cursor()))
                    .as(changed)
                    .isEqualTo(HttpProblem.INVALID_CURSOR);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "====", "not base64!", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAA"})
    void what_never_was_a_cursor_is_refused(String cursor) {
        assertThat(refusal(() -> query(Map.of("cursor", List.of(cursor))).cursor()))
                .isEqualTo(HttpProblem.INVALID_CURSOR);
    }

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
                .isEqualTo(HttpProblem.INVALID_IF_MATCH);
    }

    private static ProblemType refusal(ThrowingCallable call) {
        return catchThrowableOfType(ProblemException.class, call).problem().code();
    }

    private static QueryParameters query(Map<String, List<String>> query) {
        return QueryParameters.of(request("/api/v1/accounts", query), KNOWN);
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
                Body.empty(),
                new Request.Ids(ID, ID));
    }
}
