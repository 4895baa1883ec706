package dev.rastro.bank.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.Objects;

/** Every value in the document has bounds, so that nobody must guess what can come or be sent. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DocumentLimitsTest {

    @Test
    void every_number_text_and_list_has_limits() throws IOException {
        try (var in = DocumentLimitsTest.class.getResourceAsStream("/openapi.yaml")) {
            var yaml = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);

            assertThat(SchemaLimits.missingIn(ApiDocument.parse(yaml))).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{type: string} | has no maxLength",
                "{type: [string, 'null']} | has no maxLength",
                "{type: integer, format: int64, minimum: 0} | has no maximum",
                "{type: integer, format: int64, maximum: 0} | has no minimum",
                "{type: integer, minimum: 0, maximum: 1} | has no format",
                "{type: integer, format: int32, minimum: 0, maximum: 2147483648}"
                        + " | does not fit into int32",
                "{type: array, items: {const: 1, type: integer}} | has no maxItems",
                "{type: array, maxItems: 3, items: {type: string}} | /items has no maxLength",
                "{type: object, properties: {a: {type: string}}} | /a has no maxLength",
                "{const: 1} | has no oneOf",
                "{type: boolean, description: a, b} | has b",
                "{$ref: '#/components/schemas/None'} | refers to nothing",
                "{type: object, additionalProperties: {type: boolean}} | has no maxProperties",
                "{anyOf: [{type: string}]} | /anyOf has no maxLength",
            })
    void a_value_without_limits_is_caught(String schema, String finding) {
        var places = "{headers: {}, parameters: {}, schemas: {A: %s}}".formatted(schema);
        var document = ApiDocument.parse("{paths: {}, components: %s}".formatted(places));

        assertThat(SchemaLimits.missingIn(document)).anyMatch(found -> found.endsWith(finding));
    }

    @Test
    void parameters_headers_and_bodies_are_looked_at_too() {
        var unlimited = "{schema: {type: string}}";
        var answer = "{headers: {B: %1$s}, content: {application/json: %1$s, text/csv: %1$s}}";
        var operation = "{parameters: [%1$s], responses: {'200': " + answer + "}}";
        var document =
                ApiDocument.parse(
                        ("{paths: {/a: {get: "
                                        + operation
                                        + "}}, components: {schemas: {},"
                                        + " parameters: {C: %1$s}, headers: {D: %1$s}}}")
                                .formatted(unlimited));

        assertThat(SchemaLimits.missingIn(document)).hasSize(5);
    }
}
