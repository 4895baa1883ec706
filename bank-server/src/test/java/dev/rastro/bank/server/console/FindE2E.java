package dev.rastro.bank.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.bank.server.TestBank;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** What is found by keyboard from anywhere, and the keys that go to the pages. */
@InBrowser
@DisplayNameGeneration(ReplaceUnderscores.class)
class FindE2E {

    @AutoClose private static final TestBank BANK = TestBank.start();
    private static String account = "";
    private Browser browser;

    @BeforeAll
    static void fill() {
        var person = "{\"name\": \"José Müller\", \"address\": {\"city\": \"Brno\"}}";
        assertThat(BANK.post("/api/v1/customers", person).status()).isEqualTo(201);
        var opened = "{\"owner_name\": \"Łucja\", \"initial_deposit\": \"90.00\"}";
        account = BANK.post("/api/v1/accounts", opened).get("account_id");
        var paid = "{\"amount\": \"12.00\", \"description\": \"Piano lessons\"}";
        BANK.post("/api/v1/accounts/" + account + "/withdraw", paid);
    }

    @BeforeEach
    void open() {
        browser = Browser.open(BANK.port());
    }

    /** Before the bank, or the page would complain that it is gone. */
    @AfterEach
    void close() {
        browser.close();
    }

    private Browser find(String text) {
        browser.press(Keys.chord(Keys.CONTROL, "k")).find("#find");
        return browser.press(text);
    }

    @Test
    void accounts_customers_transactions_and_events_are_found_from_anywhere() {
        browser.go("/store").untilText("[data-live]", "Live");
        find("lucja").find("[data-found=account]", "Łucja");
        browser.press(Keys.ENTER).untilText("h1", "Łucja");
        find("muller").find("[data-found=customer]", "José Müller");
        browser.press(Keys.ENTER).untilText("h1", "José Müller");
        find("piano").find("[data-found=transaction]", "Piano lessons");
        browser.press(Keys.ENTER).untilText("[data-event-type]", "MoneyWithdrawn");
        browser.press(Keys.ESCAPE).until(() -> !browser.has("dialog[open]"));
        find("2").find("[data-found=event]", "2");
        browser.press(Keys.ENTER).untilText("[data-event-type]", "AccountOpened");
        browser.press(Keys.ESCAPE).until(() -> !browser.has("dialog[open]"));
        find(account).find("[data-found=account]", account);
        browser.press(Keys.ESCAPE);
        find("no such thing").untilText("rs-search", "Nothing fits");
    }

    @Test
    void keys_go_to_the_pages_and_can_be_switched_off() {
        browser.go("/store").untilText("[data-live]", "Live").press("g", "a");
        browser.untilText("h1", "Accounts").press("/").press("g", "s");
        assertThat(browser.find("#search").getAttribute("value")).isEqualTo("gs");
        browser.script("document.activeElement.blur()");
        browser.press("g", "s").untilText("h1", "Standing orders").press("?");
        browser.untilText(".keys", "Search everywhere").click("[data-single-keys]");
        browser.press(Keys.ESCAPE).until(() -> !browser.has("dialog[open]"));
        browser.press("g", "a").press(Keys.chord(Keys.CONTROL, "k")).find("#find");
        browser.untilText("h1", "Standing orders");
    }
}
