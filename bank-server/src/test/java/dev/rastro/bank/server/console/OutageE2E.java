package dev.rastro.bank.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.bank.server.TestBank;
import dev.rastro.engine.postgres.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Map;

/** What every page does while the server is gone, and when it is back. */
@InBrowser
@DisplayNameGeneration(ReplaceUnderscores.class)
class OutageE2E {

    private static final String TRACE = "0af76519-16cd-43dd-8448-eb211c80319c";

    @AutoClose private TestBank bank = TestBank.start();
    private Browser browser;
    private String customer;
    private String account;

    /** Where it is, and what stands in it after the first deposit and after the second one. */
    enum Page {
        OVERVIEW("/", "main", "$30.00", "$31.25"),
        ACCOUNTS("/accounts", "main", "30.00", "31.25"),
        ACCOUNT("/accounts/ACCOUNT", "main", "$30.00", "$31.25"),
        CUSTOMERS("/customers", "main", "Brno", "Porto"),
        CUSTOMER("/customers/CUSTOMER", "main", "Brno", "Porto"),
        EVENTS("/events", "main", "3 events", "5 events"),
        CORRELATION("/correlations/" + TRACE, "main", "20.00", "1.25"),
        ANALYTICS("/analytics", "main", "30.00", "31.25"),
        AUDIT("/audit", "main", "Deposit", "Address changed"),
        PROJECTIONS("/projections", "[data-figure=position]", "3", "5"),
        STORE("/store", "[data-figure=events]", "3", "5");

        private final String path;
        private final String selector;
        private final String before;
        private final String after;

        Page(String path, String selector, String before, String after) {
            this.path = path;
            this.selector = selector;
            this.before = before;
            this.after = after;
        }
    }

    @BeforeEach
    void open() {
        customer =
                bank.post(
                                "/api/v1/customers",
                                "{\"name\": \"Ada\", \"address\": {\"city\": \"Brno\"}}")
                        .get("customer_id");
        account = bank.openAccount("10.00");
        deposit("20.00");
        browser = Browser.open(bank.port()).expecting("net::ERR").expecting("status of 503");
    }

    /** Before the bank, or the page would complain that it is gone. */
    @AfterEach
    void close() {
        browser.close();
    }

    private void deposit(String amount) {
        var trace = Map.of("traceparent", "00-" + TRACE.replace("-", "") + "-00f067aa0ba902b7-01");
        var body = "{\"amount\": \"" + amount + "\"}";
        var reply = bank.post("/api/v1/accounts/" + account + "/deposit", body, trace);
        assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
    }

    private void move(String city) {
        var reply =
                bank.post(
                        "/api/v1/customers/" + customer + "/change-address",
                        "{\"address\": {\"city\": \"" + city + "\"}}");
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    }

    private String path(Page page) {
        return page.path.replace("ACCOUNT", account).replace("CUSTOMER", customer);
    }

    @ParameterizedTest
    @EnumSource
    void a_page_keeps_what_it_shows_and_goes_on_by_itself(Page page) {
        browser.go(path(page)).untilText(page.selector, page.before);
        browser.untilText("[data-live]", "Live");
        bank =
                bank.restartAfter(() -> {
                    browser.untilText("[data-live]", "Reconnecting");
                    browser.untilText(page.selector, page.before);
                });
        browser.untilText("[data-live]", "Live");
        deposit("1.25");
        move("Porto");
        browser.untilText(page.selector, page.after);
        browser.until(() -> !browser.has("[data-state=stale]"));
    }

    @ParameterizedTest
    @EnumSource
    void a_page_that_is_first_wanted_during_an_outage_comes_when_the_server_is_back(Page page) {
        browser.go(page == Page.STORE ? "/" : "/store").untilText("[data-live]", "Live");
        bank =
                bank.restartAfter(() -> {
                    browser.expecting("dynamically imported module")
                            .script(FOLLOW_A_LINK, path(page));
                    browser.untilText("[data-state=offline]", "does not answer");
                    browser.untilText("[data-live]", "Reconnecting");
                });
        browser.untilText(page.selector, page.before).untilText("[data-live]", "Live");
        assertThat(browser.address()).isEqualTo(path(page));
    }

    /** Such as one that was restored from a backup of an earlier moment. */
    @Test
    void a_page_begins_anew_with_a_log_that_was_taken_back() {
        browser.expecting("status of 400").go("/events").untilText("main", "3 events");
        browser.untilText("[data-live]", "Live");
        deposit("1.25");
        browser.untilText("main", "4 events");
        bank =
                bank.restartAfter(
                        () -> browser.untilText("[data-live]", "Reconnecting"),
                        TestDatabase.empty());
        browser.untilText("[data-live]", "Live");
        bank.openAccount("77.00");
        browser.untilText("main", "1 event");
    }

    private static final String FOLLOW_A_LINK =
            """
            const link = document.createElement('a');
            link.href = arguments[0];
            document.querySelector('rs-app').append(link);
            link.click();
            link.remove();
            """;
}
