package dev.rastro.bank.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.bank.server.TestBank;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Standing orders as people see them. */
@InBrowser
@DisplayNameGeneration(ReplaceUnderscores.class)
class StandingOrdersE2E {

    private static final String ACCOUNTS = "/api/v1/accounts";
    private static final String ORDERS = "/api/v1/standing-orders";

    @AutoClose private final TestBank bank = TestBank.start();
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

    private String account(String owner) {
        var body = "{\"owner_name\": \"%s\", \"initial_deposit\": \"50.00\"}".formatted(owner);
        return bank.post(ACCOUNTS, body).get("account_id");
    }

    private void pick(String field, String typed, String name) {
        browser.type("[data-field=%s]".formatted(field), typed).untilText("[role=option]", name);
        browser.press(Keys.ARROW_DOWN, Keys.ENTER);
    }

    /** Fields of dates are filled in the order of the locale; their value is not. */
    private void date(String field, String value) {
        browser.script(
                """
                const field = document.querySelector(`[data-field=${arguments[0]}]`);
                field.value = arguments[1];
                field.dispatchEvent(new Event('input'));
                """,
                field,
                value);
    }

    @Test
    void an_order_is_scheduled_seen_and_cancelled() {
        var ada = account("Ada");
        account("Grace");
        browser.go("/standing-orders").untilText("[data-state=empty]", "No standing orders yet");
        browser.click("[data-schedule]");
        pick("from_account_id", "ad", "Ada");
        pick("to_account_id", "gr", "Grace");
        browser.type("[data-field=amount]", "12,50").type("[data-field=description]", "Rent");
        date("first_date", "2099-01-31");
        browser.click("dialog button[type=submit]").untilText("h1", "Rent");
        browser.untilText("[data-fact=amount]", "$12.50")
                .untilText("[data-fact=to_account]", "Grace");
        browser.untilText("[data-fact=order_next]", "Jan 31, 2099");

        browser.click("nav a[href='/standing-orders']").untilText("tbody tr", "Ada");
        browser.untilText("tbody tr", "12.50").untilText(".count", "1 standing order");
        browser.go("/accounts/" + ada + "?view=orders").untilText("[data-order]", "to Grace");
        browser.click("[data-order] a").click("[data-cancel]");
        browser.type("[data-field=reason]", "moved").click("dialog button[type=submit]");
        browser.find("[data-status=cancelled]");
        browser.untilText(".timeline", "moved").until(() -> !browser.has("[data-cancel]"));
        assertThat(bank.get(ORDERS + "?status=cancelled").json().get("items")).hasSize(1);
    }

    @Test
    void an_account_schedules_its_own_and_refusals_stand_beside_their_fields() {
        var ada = account("Ada");
        account("Grace");
        browser.expecting("status of 4").language("pt-BR").go("/accounts/" + ada + "?view=orders");
        browser.untilText("[data-state=empty]", "Nenhuma").click("[data-schedule]");
        pick("to_account_id", "gr", "Grace");
        browser.type("[data-field=amount]", "5");
        date("first_date", "2099-02-01");
        date("last_date", "2099-01-01");
        browser.click("dialog button[type=submit]").untilText("[data-error=last_date]", "anterior");
        date("last_date", "2099-03-01");
        browser.click("dialog button[type=submit]").untilText("[data-order]", "para Grace");
        browser.go("/accounts/" + ada + "?view=orders&version=1");
        browser.find("[data-order]");
        assertThat(bank.get(ORDERS + "?account_id=" + ada).json().get("items")).hasSize(1);
    }
}
