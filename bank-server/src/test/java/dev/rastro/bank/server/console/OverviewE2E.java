package dev.rastro.bank.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.bank.server.TestBank;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The first page that anybody sees. */
@InBrowser
@DisplayNameGeneration(ReplaceUnderscores.class)
class OverviewE2E {

    private static final String ACCOUNTS = "/api/v1/accounts";

    @AutoClose private TestBank bank = TestBank.start();
    private Browser browser;

    @BeforeEach
    void open() {
        browser = Browser.open(bank.port());
    }

    /** Before the bank, or the page would complain that it is gone. */
    @AfterEach
    void close() {
        browser.close();
    }

    private String account(String currency, String balance) {
        var body =
                "{\"owner_name\": \"Ada\", \"currency\": \"%s\", \"initial_deposit\": \"%s\"}"
                        .formatted(currency, balance);
        return bank.post(ACCOUNTS, body).get("account_id");
    }

    @Test
    void an_empty_bank_shows_three_ways_in() {
        browser.go("/").untilText("h1", "Welcome");
        for (var command : new String[] {"api/v1/accounts", "rastro import", "127.0.0.1"}) {
            browser.find(".command pre", command);
        }
        browser.click(".way a.button").find("dialog[open] [data-field=owner_name]");
        browser.type("[data-field=owner_name]", "Ada");
        browser.click("rs-form button[type=submit]").untilText("h1", "Ada");
        browser.click("nav a[href='/']").untilText("h1", "Overview").untilText(".balance", "$0.00");
    }

    @Test
    void the_page_of_an_empty_bank_notices_the_first_account() {
        browser.go("/").untilText("h1", "Welcome").untilText("[data-live]", "Live");
        account("EUR", "12.00");
        browser.untilText(".balance", "€12.00").untilText(".newest", "Account opened");
    }

    @Test
    void every_currency_has_its_total_and_its_plot() {
        account("EUR", "100.00");
        var usd = account("USD", "0.50");
        account("USD", "0.25");
        bank.post(ACCOUNTS + "/" + usd + "/withdraw", "{\"amount\": \"0.10\"}");
        browser.go("/").untilText("[data-currency=USD]", "$0.65");
        browser.untilText("[data-currency=USD]", "2 open accounts").untilText(".sums", "$0.75 in");
        browser.untilText(".sums", "$0.10 out").find("rs-chart canvas");
        browser.click("[data-currency=EUR]").untilText(".sums", "€100.00 in");
        assertThat(browser.address()).isEqualTo("/?currency=EUR");
    }

    @Test
    void events_flow_in_and_are_counted() {
        var ada = account("USD", "1.00");
        browser.go("/").untilText(".newest", "Account opened").untilText("[data-live]", "Live");
        for (int i = 1; i <= 20; i++) {
            bank.post(ACCOUNTS + "/" + ada + "/deposit", "{\"amount\": \"%d.00\"}".formatted(i));
        }
        browser.untilText(".newest li:first-child", "$20.00").untilText(".balance", "$211.00");
        assertThat(browser.script("return document.querySelectorAll('.newest li').length"))
                .isEqualTo(12L);
        browser.until(() -> !browser.text("[data-rate=commands]").startsWith("0.0"));
        browser.until(() -> browser.text("[data-rate=events]").startsWith("0.0"));
        browser.click(".newest li:first-child .amount-link").untilText("dialog .raw", "\"20.00\"");
        assertThat(browser.address()).isEqualTo("/?event=21");
    }

    @Test
    void the_read_models_say_how_far_they_are() {
        account("USD", "1.00");
        bank.post("/api/v1/admin/projections/customers/pause", "");
        browser.go("/").untilText("[data-projection=accounts]", "up to date");
        browser.untilText("[data-projection=customers]", "paused");
        bank.post("/api/v1/admin/projections/customers/resume", "");
        browser.untilText("[data-projection=customers]", "up to date");
    }

    @Test
    void the_page_survives_a_restart_of_the_server() {
        var ada = account("USD", "1.00");
        browser.expecting("net::ERR").expecting("status of 503");
        browser.go("/").untilText(".balance", "$1.00").untilText("[data-live]", "Live");
        bank =
                bank.restartAfter(() -> {
                    browser.untilText("[data-live]", "Reconnecting")
                            .untilText("[data-state=stale]", "out of date");
                    browser.untilText(".balance", "$1.00");
                });
        browser.untilText("[data-live]", "Live");
        bank.post(ACCOUNTS + "/" + ada + "/deposit", "{\"amount\": \"1.00\"}");
        browser.untilText(".balance", "$2.00").untilText(".newest li:first-child", "Deposit");
        browser.until(() -> !browser.has("[data-state=stale]"));
    }
}
