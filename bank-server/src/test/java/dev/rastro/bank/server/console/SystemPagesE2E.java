package dev.rastro.bank.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.bank.server.BrokenEvents;
import dev.rastro.bank.server.TestBank;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Projections and the store. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SystemPagesE2E {

    @AutoClose private static final TestBank BANK = TestBank.start();

    private static final String ACCOUNTS = "[data-projection=accounts] ";
    private static final String CUSTOMERS = "[data-projection=customers] ";

    @AutoClose private Browser browser;

    @BeforeEach
    void open() {
        browser = Browser.open(BANK.port());
    }

    @Test
    void a_projection_is_paused_rebuilt_with_progress_and_its_old_tables_are_dropped() {
        BANK.openAccount("10.00");
        browser.go("/projections").click(ACCOUNTS + "[data-do=pause]");
        browser.click("[data-confirm]").untilText(ACCOUNTS + "[data-tag]", "paused");
        BANK.openAccount("11.00");
        browser.untilText(ACCOUNTS + "[data-figure=lag]", "1 event");

        browser.click(ACCOUNTS + "[data-do=rebuild]").click("dialog button[type=submit]");
        browser.untilText(ACCOUNTS + "[data-rebuild]", "Building generation 2");
        browser.untilText(ACCOUNTS + "[data-percent]", "%")
                .find(ACCOUNTS + "[data-rebuild] progress");
        browser.click(ACCOUNTS + "[data-do=resume]").find(ACCOUNTS + "[data-retired]");
        browser.untilText(ACCOUNTS + "[data-figure=generation]", "2");
        browser.untilText(ACCOUNTS + "[data-tag]", "up to date");

        browser.click(ACCOUNTS + "[data-do=drop]").click("dialog .button.quiet", "Cancel");
        browser.find(ACCOUNTS + "[data-retired]");
        browser.click(ACCOUNTS + "[data-do=drop]").click("[data-confirm]");
        browser.until(() -> !browser.has(ACCOUNTS + "[data-retired]"));
    }

    @Test
    void a_parked_stream_says_why_and_is_retried_and_skipped() {
        BrokenEvents.append(BANK, "customer", 1);

        browser.go("/projections?show=trouble").untilText(CUSTOMERS, "customer-broken");
        assertThat(browser.text(CUSTOMERS + ".reason")).isNotBlank();
        browser.click(CUSTOMERS + "[data-do=retry]").untilText(".toast", "still parked");
        browser.untilText(CUSTOMERS, "attempts");
        browser.click(CUSTOMERS + "[data-do=skip]").click("dialog button[type=submit]");
        browser.untilText("[data-error=reason]", "fill this in");
        browser.type("[data-field=reason]", "a typo").click("dialog button[type=submit]");
        browser.until(() -> !browser.has(CUSTOMERS + "[data-parked]"));
        assertThat(BANK.get("/api/v1/events?types=ParkedEventSkipped").text())
                .contains("projection_operation-customers", "a typo");
    }

    @Test
    void the_store_shows_its_figures_and_new_ones_by_itself() {
        BANK.openAccount("10.00");
        browser.go("/store").find("[data-chart=appends] canvas");
        browser.find("[data-chart=loads] canvas");
        browser.find("[data-chart=batches] canvas");
        assertThat(browser.text("[data-figure=per_event]")).containsPattern("^[0-9.]+ (bytes|kB)$");
        assertThat(browser.text("[data-figure=appends_p50]"))
                .containsPattern("^[0-9.]+ (μs|ms|sec)$");
        var events = Long.parseLong(browser.text("[data-figure=events]"));
        BANK.openAccount("1.00");
        browser.until(() -> Long.parseLong(browser.text("[data-figure=events]")) > events);
    }

    @Test
    void in_portuguese_on_a_dark_narrow_screen_both_pages_fit() {
        browser.language("pt-BR").dark(true).size(390, 844);
        browser.go("/projections").untilText("h1", "Projeções").find(ACCOUNTS + "[data-tag]");
        assertThat(browser.script("return document.documentElement.scrollWidth")).isEqualTo(390L);
        browser.go("/store").untilText("h1", "Armazenamento").find("[data-figure=events]");
        assertThat(browser.script("return document.documentElement.scrollWidth")).isEqualTo(390L);
    }
}
