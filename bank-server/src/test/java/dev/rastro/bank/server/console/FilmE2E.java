package dev.rastro.bank.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.bank.server.JumpingClock;
import dev.rastro.bank.server.TestBank;
import dev.rastro.engine.postgres.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;

/** An account as a film, in a browser. */
@InBrowser
@DisplayNameGeneration(ReplaceUnderscores.class)
class FilmE2E {

    private static final String ACCOUNTS = "/api/v1/accounts/";
    private static final String EVIL = "<img src=x onerror=alert(1)>";

    private static final JumpingClock CLOCK = new JumpingClock("2026-03-01");

    @AutoClose private static final TestBank BANK = TestBank.at(CLOCK);

    /** Four frames on four days; the last belongs to a day before the second. */
    private static final String ACCOUNT = account();

    private Browser browser;

    private static String account() {
        var id = BANK.openAccount("100.00");
        CLOCK.jumpTo("2026-03-10");
        post(id, "deposit", "{\"amount\": \"50.00\", \"description\": \"%s\"}".formatted(EVIL));
        CLOCK.jumpTo("2026-03-20");
        post(id, "withdraw", "{\"amount\": \"30.25\", \"description\": \"Rent\"}");
        CLOCK.jumpTo("2026-04-01");
        post(
                id,
                "withdraw",
                """
                {"amount": "20.00", "description": "Forgotten fee", "effective_date": "2026-03-05"}
                """);
        return id;
    }

    private static void post(String id, String verb, String body) {
        var reply = BANK.post(ACCOUNTS + id + "/" + verb, body);
        assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
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

    private String balance() {
        return Objects.toString(browser.find("[data-balance]").getAttribute("data-balance"), "");
    }

    private void awaitBalance(String balance) {
        browser.find("[data-balance='%s']".formatted(balance));
    }

    private static String balanceAt(String id, String query) {
        return BANK.get(ACCOUNTS + id + "?" + query).get("balance");
    }

    private static String path(String query) {
        return "/accounts/" + ACCOUNT + query;
    }

    @Test
    void every_frame_shows_the_account_as_the_server_remembers_it() {
        browser.go(path(""));
        awaitBalance("99.75");
        for (int version = 1; version <= 4; version++) {
            browser.click("[data-frame='%d']".formatted(version));
            browser.find("[data-frame='%d'][aria-selected=true]".formatted(version));
            var then = BANK.get(ACCOUNTS + ACCOUNT + "?at_version=" + version);
            awaitBalance(then.get("balance"));
            assertThat(fact("paid_in")).isEqualTo(then.get("total_deposits"));
            assertThat(fact("paid_out")).isEqualTo(then.get("total_withdrawals"));
            assertThat(fact("available")).isEqualTo(then.get("available"));
            assertThat(fact("transactions")).isEqualTo(then.get("transaction_count"));
        }
    }

    private String fact(String name) {
        var fact = browser.find("[data-fact=%s]".formatted(name));
        return Objects.toString(fact.getAttribute("data-value"), "");
    }

    @Test
    void the_keyboard_alone_steps_through_the_film() {
        browser.go(path(""));
        awaitBalance("99.75");
        while (!"strip".equals(browser.driver().switchTo().activeElement().getAttribute("class"))) {
            browser.press(Keys.TAB);
        }
        browser.press(Keys.HOME);
        awaitBalance("100.00");
        browser.press(Keys.ARROW_RIGHT);
        awaitBalance("150.00");
        browser.until(() -> browser.address().endsWith("?version=2"));
        browser.untilText("[data-sentence]", "after event 2 of 4");
        browser.press(Keys.ENTER).untilText("[data-event-type]", "MoneyDeposited");
        browser.press(Keys.ESCAPE).press(Keys.PAGE_DOWN);
        awaitBalance("99.75");
        browser.press(Keys.ARROW_LEFT);
        awaitBalance("119.75");
        browser.press(Keys.END);
        awaitBalance("99.75");
        browser.untilText("[data-sentence]", "What is known now");
    }

    @Test
    void both_axes_are_seen_where_a_day_was_corrected_later() {
        browser.go(path("?as_of=2026-03-07"));
        awaitBalance("80.00");
        browser.untilText("[data-sentence]", "by March 7, 2026, with everything");
        assertThat(balance()).isEqualTo(balanceAt(ACCOUNT, "as_of=2026-03-07"));

        browser.click("[data-frame='3']");
        awaitBalance("100.00");
        browser.untilText(
                "[data-sentence]", "by March 7, 2026, as it was known after event 3 of 4");
        var position = BANK.get(ACCOUNTS + ACCOUNT + "/events").json().at("/items/2/position");
        assertThat(balanceAt(ACCOUNT, "as_of=2026-03-07&known_at=" + position)).isEqualTo("100.00");
        browser.until(() ->
                browser.address().contains("version=3")
                        && browser.address().contains("as_of=2026-03-07"));

        browser.press(Keys.TAB).find("#as-of-range").sendKeys(Keys.HOME);
        browser.untilText("[data-sentence]", "by March 1, 2026");
        browser.click("[data-now]");
        awaitBalance("99.75");
        browser.until(() -> browser.address().equals(path("")));
    }

    @Test
    void the_plot_is_dragged_on_both_axes() {
        browser.go(path(""));
        awaitBalance("99.75");
        drag("[data-handle=known] circle", -850);
        assertThat(balance()).isNotEqualTo("99.75");
        browser.until(() -> browser.address().contains("version="));
        drag("[data-handle=as-of] path", -845);
        browser.until(() -> browser.address().contains("as_of=2026-03-"));
        browser.find("[data-sentence]", "What takes effect by March");
    }

    @Test
    void a_moment_is_chosen_by_dates_or_by_an_event_and_everything_shows_it() {
        var id = BANK.openAccount("70.00");
        CLOCK.jumpTo("2026-04-03");
        post(id, "deposit", "{\"amount\": \"5.00\"}");
        browser.go("/accounts/" + id).find("[data-start=deposit]");
        choose("#as-of", "2026-04-02");
        awaitBalance("70.00");
        browser.find("[data-past]");
        assertThat(browser.has("[data-start]")).isFalse();
        browser.find("[data-frame='2'].later");
        choose("#as-of", "");
        awaitBalance("75.00");
        choose("#known-on", "2026-04-02");
        awaitBalance("70.00");
        browser.until(() -> browser.address().endsWith("?version=1"));
        browser.click("[data-view=statement]").find("[data-explained='70.00']");
        choose("#known-event", "2");
        awaitBalance("75.00");
        browser.find("[data-explained='75.00']");
        browser.find("[data-start=deposit]");
    }

    /** Fields of dates are filled in the order of the locale; their value is not. */
    private void choose(String field, String value) {
        browser.find(field);
        browser.script(
                """
                const field = document.querySelector(arguments[0]);
                field.value = arguments[1];
                field.dispatchEvent(new Event('change'));
                """,
                field,
                value);
    }

    @Test
    void the_statement_is_saved_for_the_moment_that_is_shown() {
        browser.go(path("?version=3&view=statement")).find("[data-explained='119.75']");
        browser.script(
                """
                window.files = [];
                URL.createObjectURL = (blob) => { blob.text().then((it) => files.push(it)); return '#'; };
                """);
        browser.click("[data-export]");
        browser.until(() -> Boolean.TRUE.equals(browser.script("return files.length > 0")));
        assertThat(browser.word("return files[0]").lines())
                .hasSize(4)
                .anyMatch(line -> line.contains(",withdrawal,-30.25,USD,119.75,Rent,"));
    }

    @Test
    void what_takes_effect_later_is_not_available_before() {
        try (var bank = TestBank.ahead(TestDatabase.empty(), InstantSource.system(), 30)) {
            var id = bank.openAccount("10.00");
            var body = "{\"amount\": \"5.00\", \"effective_date\": \"%s\"}";
            var later = LocalDate.now(ZoneOffset.UTC).plusDays(3);
            assertThat(bank.post(ACCOUNTS + id + "/deposit", body.formatted(later)).status())
                    .isEqualTo(201);
            try (var page = Browser.open(bank.port())) {
                page.go("/accounts/" + id).find("[data-fact=transactions][data-value='2']");
                page.find("[data-fact=available][data-value='10.00']");
            }
            assertThat(bank.get(ACCOUNTS + id).get("available")).isEqualTo("10.00");
        }
    }

    private void drag(String selector, int pixels) {
        new Actions(browser.driver())
                .moveToElement(browser.find(selector))
                .clickAndHold()
                .moveByOffset(pixels / 2, 0)
                .moveByOffset(pixels / 2, 0)
                .release()
                .perform();
    }

    @Test
    void an_address_brings_back_what_was_seen_and_going_back_too() {
        browser.go(path("?version=3&as_of=2026-03-12"));
        awaitBalance("150.00");
        browser.find("[data-frame='3'][aria-selected=true]");
        browser.go(path("?version=1"));
        awaitBalance("100.00");
        browser.driver().navigate().back();
        awaitBalance("150.00");
        browser.go(path("?version=99&as_of=soon"));
        awaitBalance("99.75");
    }

    @Test
    void a_balance_is_explained_by_its_amounts_and_each_by_its_event() {
        browser.go(path("?version=3")).click("[data-view=statement]");
        browser.find("[data-explained='119.75']");
        browser.untilText(".statement-sum", "Sum of 3 amounts")
                .untilText(".statement-sum", "as shown");
        browser.click("[data-now]").find("[data-explained='99.75']");
        browser.untilText("rs-statement", "Forgotten fee").untilText("rs-statement", "Apr 1, 2026");
        browser.click("rs-statement .amount-link", "20.00");
        browser.untilText("[data-event-type]", "MoneyWithdrawn");
        browser.untilText("dialog", "2026-03-05");
    }

    @Test
    void old_books_that_were_imported_long_after_are_drawn_to_their_own_scale() {
        var id = BANK.openAccount("0.00");
        for (var day : List.of("1993-01-03", "1993-02-28", "1993-05-01")) {
            post(
                    id,
                    "deposit",
                    """
                    {"amount": "1234567.89", "effective_date": "%s", "description": "Interest"}
                    """
                            .formatted(day));
        }
        browser.go("/accounts/" + id).find("[data-silence^='2026-']");
        browser.untilText("rs-film-plot", "1993").untilText("rs-film-plot", "2026");
        browser.find("#as-of-range").sendKeys(Keys.HOME);
        browser.untilText("[data-sentence]", "by January 3, 1993");
        awaitBalance("1234567.89");
        assertThat(
                        browser.script(
                                """
                                return [...document.querySelectorAll('.picture')]
                                    .every((each) => each.scrollWidth <= each.clientWidth)
                                """))
                .isEqualTo(true);
    }

    @Test
    void texts_are_texts() {
        browser.go(path("")).untilText("[data-frame='2']", EVIL);
        browser.click("[data-view=statement]").untilText("rs-statement", EVIL);
        assertThat(browser.has("img[src=x]")).isFalse();
    }

    @Test
    void new_events_join_the_film_and_do_not_move_whoever_looks_at_the_past() {
        var id = BANK.openAccount("10.00");
        browser.go("/accounts/" + id);
        awaitBalance("10.00");
        browser.untilText("[data-live]", "Live");
        post(id, "deposit", "{\"amount\": \"1.00\"}");
        awaitBalance("11.00");
        browser.find("[data-frame='2'][aria-selected=true]");
        browser.click("[data-frame='1']");
        awaitBalance("10.00");
        post(id, "deposit", "{\"amount\": \"2.00\"}");
        browser.find("[data-frame='3']");
        browser.untilText("[data-sentence]", "after event 1 of 3");
        assertThat(balance()).isEqualTo("10.00");
    }

    @Test
    void money_is_moved_from_here_and_an_account_is_closed() {
        var id = BANK.openAccount("10.00");
        browser.go("/accounts/" + id).click("[data-start=withdraw]");
        browser.expecting("422");
        browser.type("[data-field=amount]", "10.01").click("dialog button[type=submit]");
        browser.find("[data-error=amount]");
        browser.type("[data-field=amount]", "10").click("dialog button[type=submit]");
        awaitBalance("0.00");
        browser.click("[data-start=close]").click("dialog button[type=submit]");
        browser.find("[data-status=closed]");
        browser.click("[data-frame='1']").find("[data-status=open]");
    }

    @Test
    void an_unknown_account_is_said_to_be_unknown() {
        browser.expecting("404").go("/accounts/none").find("[data-state=error]", "no such account");
    }

    @ParameterizedTest
    @CsvSource({"en-US,1280,false", "pt-BR,390,true"})
    void it_fits_the_screen_the_colours_and_the_language(String language, int width, boolean dark) {
        browser.language(language).dark(dark).size(width, 1400);
        browser.go(path("?version=3&as_of=2026-03-07&view=statement"));
        awaitBalance("100.00");
        browser.find("[data-explained='100.00']");
        fits(width);
        browser.screenshot("statement-%s-%d".formatted(language, width));
        browser.click("[data-view=film]").find("rs-film-plot svg");
        browser.untilText("[data-sentence]", language.equals("pt-BR") ? "como se sabia" : "known");
        browser.untilText("[data-fact=available]", language.equals("pt-BR") ? "100,00" : "100.00");
        fits(width);
        browser.screenshot("account-%s-%d".formatted(language, width));
    }

    private void fits(long width) {
        assertThat(browser.script("return document.documentElement.scrollWidth")).isEqualTo(width);
    }

    /** Printed, not judged: other things run on this machine, too. */
    @Test
    void five_thousand_events_are_scrubbed_at_the_pace_of_the_hand() throws Exception {
        var id = BANK.openAccount("10.00");
        var deposits =
                Collections.nCopies(
                        4_999,
                        Executors.callable(() -> post(id, "deposit", "{\"amount\": \"0.01\"}")));
        try (var threads = Executors.newFixedThreadPool(32)) {
            for (var deposit : threads.invokeAll(deposits)) {
                deposit.get();
            }
        }
        browser.go("/accounts/" + id);
        awaitBalance("59.99");
        var frames = browser.script(SCRUB);
        System.out.println("scrubbing 5,000 events, in milliseconds: " + frames);
        assertThat(
                        browser.driver()
                                .findElements(org.openqa.selenium.By.cssSelector("[data-frame]")))
                .hasSizeLessThan(40);
    }

    private static final String SCRUB =
            """
            const page = document.querySelector('rs-page-account');
            const range = document.querySelector('#scrubber');
            const [computed, shown] = [[], []];
            for (let i = 0; i < 100; i++) {
              await new Promise(requestAnimationFrame);
              const begun = performance.now();
              range.value = String(1 + (i * 1733) % 5000);
              range.dispatchEvent(new Event('input'));
              await page.updateComplete;
              computed.push(performance.now() - begun);
              await new Promise(requestAnimationFrame);
              shown.push(performance.now() - begun);
            }
            const at = (times, share) => times.sort((a, b) => a - b)[Math.floor(times.length * share)];
            return Object.entries({computed, shown}).map(([name, times]) =>
              `${name} p50 ${at(times, 0.5).toFixed(1)} p95 ${at(times, 0.95).toFixed(1)}`).join(', ');
            """;
}
