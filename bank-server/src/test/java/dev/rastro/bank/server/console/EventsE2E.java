package dev.rastro.bank.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.bank.server.TestBank;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The log and its correlations, in a browser. */
@InBrowser
@DisplayNameGeneration(ReplaceUnderscores.class)
class EventsE2E {

    private static final String ACCOUNTS = "/api/v1/accounts/";
    private static final String EVIL = "<img src=x onerror=alert(1)>";

    @AutoClose private static final TestBank BANK = TestBank.start();

    private static final String JOHN = BANK.openAccount("100.00");
    private static final String MARY = BANK.openAccount("5.00");

    private Browser browser;

    private static long transfer() {
        var reply =
                BANK.post(
                        ACCOUNTS + JOHN + "/transfer",
                        "{\"to_account_id\": \"%s\", \"amount\": \"1.25\", \"description\": \"%s\"}"
                                .formatted(MARY, EVIL));
        assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
        return reply.json().get("position").asLong();
    }

    private static void deposit(String amount) {
        var body = "{\"amount\": \"%s\"}".formatted(amount);
        assertThat(BANK.post(ACCOUNTS + MARY + "/deposit", body).status()).isEqualTo(201);
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

    private long rows() {
        return Long.parseLong(
                browser.word("return document.querySelectorAll('tbody tr:not(.gap)').length"));
    }

    @Test
    void the_log_is_narrowed_down_and_the_address_says_how() {
        long position = transfer();
        browser.go("/events").untilText("tbody tr", "Transfer");
        browser.click("#filter-type option[value=AccountOpened]");
        browser.until(() -> rows() == 2 && browser.address().equals("/events?type=AccountOpened"));
        browser.click("#filter-category option[value=customer]").find("[data-state=empty]");
        browser.until(() -> browser.address().equals("/events?category=customer"));
        browser.click("[data-clear]").untilText("tbody tr", "Transfer");
        browser.type("#filter-stream", "account-" + JOHN).type("#filter-before", "3");
        browser.until(() -> rows() == 1).untilText("tbody", "Account opened");

        browser.go("/events?before=" + (position + 1)).untilText("tbody", EVIL);
        assertThat(browser.has("img[src=x]")).isFalse();
        browser.untilText(".actions", "ends in the past");
        browser.type("#filter-to", "01011999").find("[data-state=empty]");
    }

    @Test
    void the_tail_flows_in_and_may_be_paused() {
        browser.go("/events").untilText("[data-live]", "Live").untilText("tbody tr", "");
        browser.find("tbody tr");
        deposit("3.01");
        browser.untilText("tbody tr.fresh", "Deposit");
        browser.click("[data-pause]").find("[data-pause][aria-pressed=true]");
        long before = rows();
        deposit("3.02");
        deposit("3.03");
        browser.untilText("[data-waiting]", "2 new events");
        assertThat(rows()).isEqualTo(before);
        browser.click("[data-waiting]").until(() -> rows() == before + 2);
        assertThat(browser.has("[data-waiting]")).isFalse();
    }

    @Test
    void older_events_come_by_scrolling_down_to_the_first_even_after_newer_ones_flowed_in() {
        try (var bank = TestBank.start()) {
            var path = ACCOUNTS + bank.openAccount("1.00") + "/deposit";
            for (int i = 0; i < 2_000; i++) {
                bank.post(path, "{\"amount\": \"0.01\"}");
            }
            try (var page = Browser.open(bank.port())) {
                page.go("/events").untilText("[data-live]", "Live").find("tbody tr");
                page.until(() -> scrolledDown(page).contains("Account opened"));
                page.script("document.querySelector('.table-scroll').scrollTo(0, 0)");
                page.untilText("tbody tr", "Deposit");
                bank.post(path, "{\"amount\": \"0.02\"}");
                page.untilText("tbody tr.fresh", "Deposit").untilText(".count", "more");
                page.until(() -> scrolledDown(page).contains("Account opened"));
            }
        }
    }

    private static String scrolledDown(Browser page) {
        page.script(
                "const s = document.querySelector('.table-scroll'); s.scrollTo(0, s.scrollHeight)");
        return page.text("tbody");
    }

    @Test
    void only_what_was_asked_for_flows_in() {
        browser.go("/events?type=TransferSent").untilText("[data-live]", "Live");
        transfer();
        browser.untilText("tbody tr", "Transfer sent");
        deposit("3.04");
        transfer();
        browser.until(() -> rows() >= 2);
        assertThat(browser.text("tbody")).doesNotContain("Deposit", "received");
    }

    @Test
    void a_row_opens_its_event_and_its_story() {
        transfer();
        browser.go("/events?type=TransferSent").find("tbody tr").sendKeys(Keys.ENTER);
        browser.untilText("[data-event-type]", "TransferSent").press(Keys.ESCAPE);
        browser.click("a[aria-label='Show what belongs together']");
        browser.until(() -> browser.address().startsWith("/correlations/"));
        browser.find(".command-node", "Transfer");
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 390})
    void a_transfer_is_one_command_two_events_and_two_effects(int width) {
        long position = transfer();
        var event =
                BANK.get("/api/v1/events?limit=1&after=" + (position - 1)).json().at("/items/0");
        var correlation = event.at("/metadata/correlation_id").asString();
        browser.size(width, 900).go("/correlations/" + correlation);

        browser.untilText(".lead", "1 command led to 2 events on 2 streams");
        browser.untilText(".command-node", "Transfer").untilText(".command-node", "anonymous");
        browser.untilText("[data-node='%d']".formatted(position), EVIL);
        browser.untilText(".effect.out", "-$1.25").untilText(".effect.in", "+$1.25");
        for (var account : new String[] {JOHN, MARY}) {
            var now = BANK.get(ACCOUNTS + account).get("balance");
            browser.find(".effect", now);
        }
        assertThat(browser.script("return document.documentElement.scrollWidth"))
                .isEqualTo(browser.script("return document.documentElement.clientWidth"));

        browser.script("document.querySelector('[data-node] button').focus()");
        browser.press(Keys.ENTER).untilText("[data-event-type]", "Transfer").press(Keys.ESCAPE);
        browser.click(".effect.out a");
        browser.find("rs-page-account [data-balance]");
    }

    @Test
    void an_unknown_correlation_is_empty_in_portuguese_too() {
        browser.language("pt-BR").go("/correlations/00000000-0000-4000-8000-000000000000");
        browser.untilText("[data-state=empty]", "Nada tem esta correlação");
    }
}
