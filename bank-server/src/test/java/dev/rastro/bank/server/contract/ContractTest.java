package dev.rastro.bank.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** That the check of answers can fail, and does for every kind of mistake. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ContractTest {

    private static final String ID = "0193a5c4-6a02-7f60-8a11-5b8d3e7c9f01";
    private static final String PATH = "/api/v1/customers/" + ID;
    private static final Contract CONTRACT = new Contract(document());

    private static final String CUSTOMER =
            """
            {"customer_id": "%s", "external_id": null, "name": "Jana",
             "address": {"street": null, "city": "Brno", "postal_code": null, "country": null},
             "status": "active", "accounts": {"open": 0, "balances": []},
             "registered_at": "2026-11-21T09:30:00.123456Z",
             "updated_at": "2026-11-21T09:30:00Z", "version": 1}
            """
                    .formatted(ID);

    private static final String PROBLEM =
            """
            {"type": "/problems/customer_not_found", "code": "customer_not_found",
             "title": "The customer does not exist", "status": 404, "detail": "there is none",
             "request_id": "%s"}
            """
                    .formatted(ID);

    private static String document() {
        try (var in = ContractTest.class.getResourceAsStream("/openapi.yaml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> violations(int status, String type, String body) {
        return CONTRACT.violations(answer(PATH, status, headers(type), body));
    }

    private static Answer answer(
            String path, int status, Map<String, List<String>> headers, String body) {
        return new Answer("GET", path, status, headers, body);
    }

    private static Map<String, List<String>> headers(String type) {
        var headers = new HashMap<String, List<String>>();
        headers.put("content-type", List.of(type));
        headers.put("etag", List.of("\"1\""));
        headers.put("x-request-id", List.of(ID));
        headers.put("ledger-position", List.of("7"));
        return headers;
    }

    @Test
    void right_answers_pass() {
        assertThat(violations(200, "application/json", CUSTOMER)).isEmpty();
        assertThat(violations(404, "application/problem+json", PROBLEM)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "\"version\": 1 | \"version\": \"1\"",
                "\"version\": 1 | \"version\": 0",
                "\"version\": 1 | \"version\": 1, \"more\": true",
                "\"status\": \"active\", | ``",
                "\"status\": \"active\" | \"status\": \"asleep\"",
                "2026-11-21T09:30:00Z | 2026-02-30T09:30:00Z",
                "2026-11-21T09:30:00Z | 2026-11-21T09:30:00+01:00",
                "\"city\": \"Brno\" | \"city\": null",
            })
    void a_wrong_body_is_caught(String right, String wrong) {
        assertThat(CUSTOMER).contains(right);
        assertThat(violations(200, "application/json", CUSTOMER.replace(right, wrong)))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "customer_not_found | account_not_found",
                "\"code\": \"customer_not_found\" | \"code\": \"not_found\"",
                "\"status\": 404 | \"status\": 409",
                "there is none | java.lang.IllegalStateException",
                "\"request_id\" | \"requestId\"",
            })
    void a_wrong_problem_is_caught(String right, String wrong) {
        assertThat(PROBLEM).contains(right);
        assertThat(violations(404, "application/problem+json", PROBLEM.replace(right, wrong)))
                .isNotEmpty();
    }

    @Test
    void a_wrong_status_is_caught() {
        assertThat(violations(201, "application/json", CUSTOMER)).isNotEmpty();
        assertThat(violations(409, "application/problem+json", PROBLEM)).isNotEmpty();
        assertThat(violations(500, "application/problem+json", PROBLEM)).isNotEmpty();
    }

    @Test
    void a_wrong_media_type_is_caught() {
        assertThat(violations(200, "text/html", CUSTOMER)).isNotEmpty();
        assertThat(violations(404, "application/json", PROBLEM)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"etag", "x-request-id", "ledger-position"})
    void a_missing_or_wrong_header_is_caught(String name) {
        var headers = headers("application/json");
        headers.remove(name);
        assertThat(CONTRACT.violations(answer(PATH, 200, headers, CUSTOMER))).hasSize(1);
        headers.put(name, List.of("W/x"));
        assertThat(CONTRACT.violations(answer(PATH, 200, headers, CUSTOMER))).isNotEmpty();
    }

    @Test
    void an_answer_of_an_operation_that_is_not_in_the_document_is_caught() {
        var headers = headers("application/json");
        assertThat(CONTRACT.violations(answer("/api/v2/customers", 200, headers, CUSTOMER)))
                .isNotEmpty();
    }

    @Test
    void wrong_rows_are_caught() {
        var path = "/api/v1/accounts/1/transactions";
        assertThat(CONTRACT.violations(answer(path, 200, headers("text/csv"), "kind,id\r\n")))
                .hasSize(1);
        assertThat(CONTRACT.violations(answer(path, 200, headers("application/x-ndjson"), "{}\n")))
                .isNotEmpty();
    }
}
