package dev.rastro.bank.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Names and external ids are found as people type them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SearchE2E {

    private static final List<String> NAMES =
            List.of(
                    "Café Müller",
                    "Cafeteria 50%_off",
                    "Božena Čapková",
                    "O'Neil \\ Sons",
                    "Straße & Co",
                    "Li",
                    "山田太郎");

    private static final TestBank BANK = TestBank.start();

    @BeforeAll
    static void fill() {
        for (var name : NAMES) {
            assertThat(register(name, null).status()).isEqualTo(201);
            assertThat(open(name, null).status()).isEqualTo(201);
        }
    }

    @AfterAll
    static void stop() {
        BANK.close();
    }

    @Test
    void accents_and_case_do_not_matter_on_either_side() {
        assertFound("cafe", "Café Müller", "Cafeteria 50%_off");
        assertFound("CAFÉ M", "Café Müller");
        assertFound("cafe\u0301 mu", "Café Müller");
        assertFound("capkova", "Božena Čapková");
        assertFound("ČAPK", "Božena Čapková");
        assertFound("strasse", "Straße & Co");
    }

    @Test
    void any_part_is_found_however_short() {
        assertFound("l", "Café Müller", "O'Neil \\ Sons", "Li");
        assertFound("LI", "Li");
        assertFound("太", "山田太郎");
        assertFound("田太", "山田太郎");
        assertFound("na cap", "Božena Čapková");
    }

    @Test
    void pieces_in_another_order_are_not_found() {
        assertFound("capkova bozena");
        assertFound("fecaf");
    }

    @Test
    void what_sql_would_take_for_a_pattern_is_text() {
        assertFound("0%_o", "Cafeteria 50%_off");
        assertFound("%", "Cafeteria 50%_off");
        assertFound("_", "Cafeteria 50%_off");
        assertFound("\\ s", "O'Neil \\ Sons");
        assertFound("c%e");
    }

    @Test
    void blanks_at_the_ends_do_not_matter() {
        assertFound("  bo\u017eena ", "Božena Čapková");
    }

    @Test
    void what_is_found_is_turned_page_by_page() {
        var first = BANK.get("/api/v1/accounts?limit=1&q=cafe").json();
        var second =
                BANK.get(
                                "/api/v1/accounts?limit=1&q=cafe&cursor="
                                        + first.get("next_cursor").asString())
                        .json();

        assertThat(first.at("/items/0/owner_name").asString()).isEqualTo("Café Müller");
        assertThat(second.at("/items/0/owner_name").asString()).isEqualTo("Cafeteria 50%_off");
        assertThat(second.get("next_cursor").isNull()).isTrue();
    }

    @Test
    void an_external_id_is_the_same_however_it_is_spelled() {
        for (var list : List.of("accounts", "customers")) {
            var first = create(list, " ref\u00e9-1 ");
            assertThat(first.status()).as(first.toString()).isEqualTo(201);

            for (var spelling : List.of("ref\u00e9-1", "refe\u0301-1", "\tref\u00e9-1")) {
                assertThat(create(list, spelling).get("code")).isEqualTo("external_id_taken");
                var found = BANK.get("/api/v1/" + list + "?external_id=" + encode(spelling));
                assertThat(found.json().get("items").findValuesAsString("external_id"))
                        .containsExactly("ref\u00e9-1");
            }
            assertThat(create(list, "REF\u00e9-1").status()).isEqualTo(201);
        }
    }

    private static TestBank.Reply create(String list, String externalId) {
        return list.equals("accounts")
                ? open("Somebody", externalId)
                : register("Somebody", externalId);
    }

    private static TestBank.Reply open(String name, @Nullable String externalId) {
        return BANK.post(
                "/api/v1/accounts",
                "{\"owner_name\": \"%s\"%s}".formatted(json(name), externalId(externalId)));
    }

    private static TestBank.Reply register(String name, @Nullable String externalId) {
        return BANK.post(
                "/api/v1/customers",
                "{\"name\": \"%s\", \"address\": {\"city\": \"Brno\"}%s}"
                        .formatted(json(name), externalId(externalId)));
    }

    private static String externalId(@Nullable String id) {
        return id == null ? "" : ", \"external_id\": \"%s\"".formatted(json(id));
    }

    private static String json(String text) {
        return text.replace("\\", "\\\\").replace("\t", "\\t");
    }

    private static void assertFound(String part, String... names) {
        var query = "?limit=100&q=" + encode(part);
        var accounts = BANK.get("/api/v1/accounts" + query).json().get("items");
        var customers = BANK.get("/api/v1/customers" + query).json().get("items");

        assertThat(accounts.findValuesAsString("owner_name")).as(part).containsExactly(names);
        assertThat(customers.findValuesAsString("name")).as(part).containsExactly(names);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
