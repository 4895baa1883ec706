package dev.rastro.bank.server.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.rastro.bank.server.TestBank;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Every page, as axe-core judges whether everybody can use it. */
@InBrowser
@DisplayNameGeneration(ReplaceUnderscores.class)
class AccessibilityE2E {

    @AutoClose private static final TestBank BANK = TestBank.start();

    private static final String ACCOUNTS = "/api/v1/accounts";
    private static final String ORDERS = "/api/v1/standing-orders";

    /** By their addresses: what shows that they are complete. */
    private static final Map<String, String> PAGES = new LinkedHashMap<>();

    private static String axe = "";
    private Browser browser;

    @BeforeAll
    static void fill() throws IOException {
        try (var script = AccessibilityE2E.class.getResourceAsStream("/axe.min.js")) {
            assumeThat(script).as("axe-core, of com.deque.html.axe-core:selenium").isNotNull();
            axe = new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
        var customer = post("/api/v1/customers", "{'name': 'Ada', 'address': {'city': 'Brno'}}");
        var id = customer.get("customer_id");
        var ada = post(ACCOUNTS, "{'customer_id': '%s', 'initial_deposit': '90.00'}".formatted(id));
        var from = ada.get("account_id");
        var to = BANK.openAccount("1.00");
        var paid = "{'to_account_id': '%s', 'amount': '12.00'}".formatted(to);
        post(ACCOUNTS + "/" + from + "/transfer", paid);
        var terms =
                "{'from_account_id': '%s', 'to_account_id': '%s', 'amount': '5.00', 'interval':"
                        + " 'monthly', 'first_date': '2099-01-31'}";
        var order = post(ORDERS, terms.formatted(from, to)).get("standing_order_id");
        var event = BANK.get("/api/v1/audit?type=TransferSent").json().at("/items/0");
        PAGES.put("/", ".newest li");
        PAGES.put("/accounts", "tbody tr");
        PAGES.put("/accounts/" + from, "rs-film-plot svg");
        PAGES.put("/accounts/" + from + "?version=1&view=statement", "[data-explained]");
        PAGES.put("/accounts/" + from + "?view=orders", "[data-order]");
        PAGES.put("/accounts/none", "[data-state=error]");
        PAGES.put("/customers", "tbody tr");
        PAGES.put("/customers/" + id, ".timeline li");
        PAGES.put("/standing-orders", "tbody tr");
        PAGES.put("/standing-orders/" + order, ".timeline li");
        PAGES.put("/events", "tbody tr");
        PAGES.put("/events?event=" + event.get("position"), "dialog .raw");
        PAGES.put("/correlations/" + event.get("correlation_id").asString(), ".node");
        PAGES.put("/analytics", "[data-largest] li");
        PAGES.put("/audit", "[data-balanced]");
        PAGES.put("/projections", "[data-projection]");
        PAGES.put("/store", "[data-figure=events]");
        PAGES.put("/nowhere", "[data-state=empty]");
    }

    private static TestBank.Reply post(String path, String body) {
        var reply = BANK.post(path, body.replace('\'', '"'));
        assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
        return reply;
    }

    @BeforeEach
    void open() {
        browser = Browser.open(BANK.port()).expecting("status of 404");
        browser.driver().manage().timeouts().scriptTimeout(java.time.Duration.ofSeconds(90));
    }

    /** Before the bank, or the page would complain that it is gone. */
    @AfterEach
    void close() {
        browser.close();
    }

    @ParameterizedTest
    @CsvSource({"1280,false", "1280,true", "390,false", "390,true"})
    void no_page_shuts_anybody_out(int width, boolean dark) {
        browser.size(width, 900).dark(dark);
        PAGES.forEach((path, complete) -> {
            browser.go(path).find(complete);
            browser.untilText("body", "");
            browser.screenshot(
                    "%s-%d-%s"
                            .formatted(
                                    path.replaceAll("[/?=&]+", "-"),
                                    width,
                                    dark ? "dark" : "light"));
            assertThat(violations()).as("%s at %d, dark: %s", path, width, dark).isEmpty();
        });
    }

    @Test
    void no_dialog_shuts_anybody_out() {
        for (var button :
                List.of("[data-open-account]", "[data-do]", "[data-find]", "[data-keys]")) {
            browser.go("/accounts").click(button).find("dialog[open] h2");
            assertThat(violations()).as(button).isEmpty();
        }
        browser.go("/standing-orders").click("[data-schedule]").find("dialog[open] h2");
        assertThat(violations()).isEmpty();
    }

    private List<?> violations() {
        browser.script(axe + ";window.axe = axe;");
        var found =
                browser.driver()
                        .executeAsyncScript(
                                """
                                const done = arguments[0];
                                axe.run(document, {resultTypes: ['violations']}).then(
                                  ({violations}) => done(violations.map(({id, help, nodes}) =>
                                    `${id}: ${help}: ${nodes.map((each) => each.html.slice(0, 160)).join(' | ')}`)),
                                  (e) => done(['axe failed: ' + e]));
                                """);
        return (List<?>) Objects.requireNonNull(found);
    }
}
