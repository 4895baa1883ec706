package dev.rastro.web.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.rastro.web.body.Body;
import dev.rastro.web.problem.FieldError;
import dev.rastro.web.problem.HttpProblem;
import dev.rastro.web.problem.Problem;
import dev.rastro.web.problem.ProblemException;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

@DisplayNameGeneration(ReplaceUnderscores.class)
class JsonBodyTest {

    private record Address(String city, Optional<String> street) {}

    private record Sample(
            String name,
            RawAmount amount,
            Optional<Currency> currency,
            Optional<LocalDate> date,
            Optional<UUID> id,
            Optional<Address> address,
            Map<String, String> metadata) {}

    private static final String GOOD =
            """
            {"name": "Zoë 🌍", "amount": "12.34", "currency": "EUR", "date": "2026-02-28",
             "id": "0190a0b0-0000-7000-8000-000000000001",
             "address": {"city": "Praha", "street": null}, "metadata": {"a/b": "c"}}\
            """;

    @Test
    void a_good_body_is_read_field_by_field() {
        assertThat(read(GOOD))
                .isEqualTo(
                        new Sample(
                                "Zoë 🌍",
                                new RawAmount("12.34", "/amount"),
                                Optional.of(Currency.getInstance("EUR")),
                                Optional.of(LocalDate.of(2026, 2, 28)),
                                Optional.of(
                                        UUID.fromString("0190a0b0-0000-7000-8000-000000000001")),
                                Optional.of(new Address("Praha", Optional.empty())),
                                Map.of("a/b", "c")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "nope",
                "{\"a\":1,}",
                "{\"a\":1} x",
                "{\"a\":1}{}",
                "{'a':1}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "{/**/}",
                "{\"a\":\"\\u0000\"}",
                "{\"a\\u0000\":1}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":[{\"b\":\"\\udc00x\"}]}",
                "{\"a\":1,\"a\":1}",
                "{\"a\":{\"b\":1,\"b\":2}}",
                "{\"a\":\"\t\"}",
                "\uFEFF{}"
            })
    void what_is_not_one_clean_json_value_is_malformed(String body) {
        assertThat(refusal(Body.ofText(body)).code()).isEqualTo(HttpProblem.MALFORMED_JSON);
    }

    @Test
    void invalid_utf_8_is_malformed() {
        byte[] overlongSlash = {'{', '"', (byte) 0xC0, (byte) 0xAF, '"', ':', '1', '}'};
        byte[] encodedSurrogate = {
            '{', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', ':', '1', '}'
        };

        assertThat(refusal(Body.of(overlongSlash)).code()).isEqualTo(HttpProblem.MALFORMED_JSON);
        assertThat(refusal(Body.of(encodedSurrogate)).code()).isEqualTo(HttpProblem.MALFORMED_JSON);
    }

    @Test
    void nesting_ends_at_64() {
        assertThat(JsonBody.parse(Body.ofText("[".repeat(64) + "]".repeat(64)))).isNotNull();
        assertThat(refusal(Body.ofText("[".repeat(65) + "]".repeat(65))).code())
                .isEqualTo(HttpProblem.MALFORMED_JSON);
        assertThat(refusal(Body.ofText("{\"a\":".repeat(20_000))).code())
                .isEqualTo(HttpProblem.MALFORMED_JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "\"text\"", "null", "true"})
    void anything_but_an_object_is_invalid(String body) {
        assertThat(errors(body)).containsExactly("wrong_type at ''");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = (char) 1,
            delimiter = '|',
            value = {
                "{} | missing_field at '/name'; missing_field at '/amount'",
                "{`name`:null,`amount`:null} | missing_field at '/name'; missing_field at"
                        + " '/amount'",
                "{`name`:1,`amount`:`1`} | wrong_type at '/name'",
                "{`name`:` `,`amount`:`1`} | too_short at '/name'",
                "{`name`:`12345678901`,`amount`:`1`} | too_long at '/name'",
                "{`name`:`a`,`amount`:`1`,`nmae`:1} | unknown_field at '/nmae'",
                "{`name`:`a`,`amount`:`1`,`a/b~c`:1} | unknown_field at '/a~1b~0c'",
                "{`name`:`a`,`amount`:`1`,`currency`:`euro`} | invalid_currency at '/currency'",
                "{`name`:`a`,`amount`:`1`,`currency`:978} | wrong_type at '/currency'",
                "{`name`:`a`,`amount`:`1`,`date`:`2026-02-30`} | invalid_date at '/date'",
                "{`name`:`a`,`amount`:`1`,`date`:`2026-2-3`} | invalid_date at '/date'",
                "{`name`:`a`,`amount`:`1`,`date`:`+12026-01-01`} | invalid_date at '/date'",
                "{`name`:`a`,`amount`:`1`,`date`:20260101} | wrong_type at '/date'",
                "{`name`:`a`,`amount`:`1`,`id`:`1-1-1-1-1`} | invalid_uuid at '/id'",
                "{`name`:`a`,`amount`:`1`,`address`:[]} | wrong_type at '/address'",
                "{`name`:`a`,`amount`:`1`,`address`:{}} | missing_field at '/address/city'",
                "{`name`:`a`,`amount`:`1`,`address`:{`city`:`x`,`zip`:1}} | unknown_field at"
                        + " '/address/zip'",
                "{`name`:`a`,`amount`:`1`,`metadata`:{`k`:1}} | wrong_type at '/metadata/k'",
                "{`name`:`a`,`amount`:`1`,`metadata`:{``:`v`}} | too_long at '/metadata/'",
                "{`name`:`a`,`amount`:`1`,`metadata`:`x`} | wrong_type at '/metadata'",
                "{`name`:1,`amount`:`x`,`z`:1} | wrong_type at '/name'; invalid_amount at"
                        + " '/amount'; unknown_field at '/z'"
            })
    void every_mistake_is_reported_at_its_place(String body, String expected) {
        String json = body.replace('`', '"');

        assertThat(String.join("; ", errors(json))).isEqualTo(expected);
        assertThat(refusal(Body.ofText(json)).code()).isEqualTo(HttpProblem.INVALID_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"1e3\"",
                "\"-1\"",
                "\"+1\"",
                "\"NaN\"",
                "\"\"",
                "\" 1\"",
                "\"1.\"",
                "\".5\"",
                "\"1,5\"",
                "\"0x10\"",
                "\"١\"",
                "\"11111111111111111111111111111111111111111\"",
                "10.5",
                "10",
                "1e400",
                "true",
                "[]"
            })
    void a_wrong_amount_alone_is_an_invalid_amount(String amount) {
        String body = "{\"name\":\"a\",\"amount\":%s}".formatted(amount);

        assertThat(refusal(Body.ofText(body)).code()).isEqualTo(HttpProblem.INVALID_AMOUNT);
        assertThat(errors(body)).containsExactly("invalid_amount at '/amount'");
    }

    @Test
    void an_amount_that_its_currency_does_not_know_is_refused_at_its_place() {
        RawAmount amount = read(GOOD).amount();

        var thrown =
                catchThrowableOfType(
                        ProblemException.class,
                        () ->
                                amount.parse(text -> {
                                    throw new IllegalArgumentException("no cents: " + text);
                                }));

        assertThat(thrown.problem().code()).isEqualTo(HttpProblem.INVALID_AMOUNT);
        assertThat(thrown.problem().errors())
                .extracting(FieldError::pointer, FieldError::detail)
                .containsExactly(tuple("/amount", "no cents: 12.34"));
    }

    @Test
    void spacing_and_order_do_not_change_the_canonical_form() {
        JsonBody one = JsonBody.parse(Body.ofText("{\"b\": {\"y\":1, \"x\":2}, \"a\": \"é\"}"));
        JsonBody other = JsonBody.parse(Body.ofText("{\"a\":\"\\u00e9\",\"b\":{\"x\":2,\"y\":1}}"));

        assertThat(one.canonical()).isEqualTo(other.canonical());
        assertThat(one.canonical().text()).isEqualTo("{\"a\":\"é\",\"b\":{\"x\":2,\"y\":1}}");
    }

    @Test
    void a_null_member_is_not_in_the_canonical_form_however_deep() {
        JsonBody body =
                JsonBody.parse(Body.ofText("{\"a\": null, \"b\": {\"x\": null, \"y\": 1}}"));

        assertThat(body.canonical().text()).isEqualTo("{\"b\":{\"y\":1}}");
    }

    @Test
    void no_body_is_an_empty_object_where_all_is_optional() {
        Optional<String> reason =
                JsonBody.parseOptional(Body.empty())
                        .read(fields -> fields.optionalText("reason", 10));

        assertThat(reason).isEmpty();
    }

    private static Sample read(String json) {
        return JsonBody.parse(Body.ofText(json)).read(JsonBodyTest::sample);
    }

    private static Sample sample(Fields fields) {
        return new Sample(
                fields.text("name", 10),
                fields.amount("amount"),
                fields.optionalCurrency("currency"),
                fields.optionalDate("date"),
                fields.optionalUuid("id"),
                fields.optionalObject(
                        "address",
                        address ->
                                new Address(
                                        address.text("city", 10),
                                        address.optionalText("street", 10))),
                fields.map("metadata"));
    }

    private static Problem refusal(Body body) {
        return catchThrowableOfType(
                        ProblemException.class,
                        () -> JsonBody.parse(body).read(JsonBodyTest::sample))
                .problem();
    }

    private static List<String> errors(String json) {
        return refusal(Body.ofText(json)).errors().stream()
                .map(error -> "%s at '%s'".formatted(error.code().code(), error.pointer()))
                .toList();
    }
}
