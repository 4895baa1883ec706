package dev.rastro.bank.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.bank.server.TestBank;
import dev.rastro.bank.server.shared.problem.ProblemCode;
import dev.rastro.web.problem.FieldCode;
import dev.rastro.web.problem.HttpProblem;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What surrounds every page. */
@InBrowser
@DisplayNameGeneration(ReplaceUnderscores.class)
class ShellE2E {

    @AutoClose private static final TestBank BANK = TestBank.start();
    private static final List<String> PAGES =
            List.of(
                    "",
                    "accounts",
                    "customers",
                    "standing-orders",
                    "events",
                    "analytics",
                    "audit",
                    "projections",
                    "store");

    private Browser browser;

    @BeforeEach
    void open() {
        browser = Browser.open(BANK.port());
    }

    /** Before the bank, or the page would complain that it is gone. */
    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void every_page_opens_by_its_link_and_by_its_address() {
        browser.go("/");
        for (var page : PAGES) {
            browser.click("nav a[href='/%s']".formatted(page));
            browser.find("nav a[href='/%s'][aria-current=page]".formatted(page));
            assertThat(browser.address()).isEqualTo("/" + page);
        }
        browser.expecting("status of 404"); // There are no such things.
        for (var page : List.of("/accounts/1", "/customers/1", "/standing-orders/1")) {
            browser.go(page).find("[data-state=error] a.button").click();
            browser.find("rs-page-%s rs-table, [data-state=empty]".formatted(listOf(page)));
        }
        browser.go("/correlations/1").untilText("main", "Nothing has this correlation");
    }

    @Test
    void a_first_view_takes_few_requests_and_plots_alone_load_their_library() {
        var account = BANK.openAccount("12.00");
        for (var path : List.of("/", "/accounts", "/accounts/" + account, "/events")) {
            browser.go(path).untilText("[data-live]", "Live");
            browser.find("main h1");
            assertThat(requests()).as(path).hasSizeLessThan(20);
            browser.until(() -> hasLoadedPlots() == browser.has("rs-chart"));
        }
    }

    private boolean hasLoadedPlots() {
        return requests().stream().anyMatch(it -> it.contains("echarts"));
    }

    /** Of different things: figures are asked for again and again. */
    private List<String> requests() {
        var found =
                browser.script(
                        """
                        return [...new Set(performance.getEntriesByType('resource')
                          .map((each) => each.name.split('?')[0]))];
                        """);
        return ((List<?>) Objects.requireNonNull(found)).stream().map(String::valueOf).toList();
    }

    @Test
    void both_languages_say_everything() {
        browser.go("/");
        var missing =
                browser.script(
                        """
                        const {PAGES} = await import('/console/registry.js');
                        const names = ['shell', ...PAGES.map((page) => page.name)];
                        const keys = async (language, name) => Object.keys(
                          (await import(`/console/i18n/${language}/${name}.js`)).default);
                        const missing = [];
                        for (const name of names) {
                          const [en, pt] = [await keys('en', name), await keys('pt-BR', name)];
                          missing.push(...en.filter((key) => !pt.includes(key)).map((key) => `pt ${name}.${key}`));
                          missing.push(...pt.filter((key) => !en.includes(key)).map((key) => `en ${name}.${key}`));
                        }
                        return missing;
                        """);

        assertThat(missing).isEqualTo(List.of());
    }

    private static String listOf(String page) {
        return page.startsWith("/standing") ? "orders" : page.split("/", -1)[1];
    }

    @Test
    void every_refusal_is_said_in_both_languages() {
        var wanted =
                Stream.of(
                                Arrays.stream(HttpProblem.values()).map(it -> "code_" + it.code()),
                                Arrays.stream(ProblemCode.values()).map(it -> "code_" + it.code()),
                                Arrays.stream(FieldCode.values()).map(it -> "field_" + it.code()))
                        .flatMap(codes -> codes)
                        .toList();
        var missing =
                browser.go("/")
                        .script(
                                """
                                const missing = [];
                                for (const language of ['en', 'pt-BR']) {
                                  const words = await import(`/console/i18n/${language}/shell.js`);
                                  missing.push(...arguments[0].filter((key) => !(key in words.default)));
                                }
                                return missing;
                                """,
                                wanted);
        assertThat(wanted).hasSizeGreaterThan(60);
        assertThat(missing).isEqualTo(List.of());
    }

    @Test
    void a_path_with_nothing_says_so_and_leads_back() {
        browser.expecting("status of 404").language("pt-BR").go("/nowhere/at-all");
        browser.untilText("h1", "Esta página não existe");
        browser.click("[data-state=empty] a.button").untilText("h1", "Boas-vindas");
        browser.go("/accounts/1/2").find("[data-state=empty] a.button");
    }

    @Test
    void a_browser_in_brazil_reads_portuguese_and_may_switch() {
        browser.language("pt-BR").go("/accounts");
        browser.untilText("nav", "Contas").untilText("[data-live]", "Ao vivo");
        browser.click("#language option[value=en]").untilText("nav", "Accounts");
        browser.go("/accounts").untilText("nav", "Accounts");
    }

    @Test
    void colours_follow_the_system_or_the_switch() {
        browser.dark(true).go("/");
        assertThat(paper()).isEqualTo("rgb(16, 24, 26)");
        browser.click("[data-theme-switch]"); // light
        assertThat(paper()).isEqualTo("rgb(246, 244, 239)");
        browser.go("/");
        assertThat(paper()).isEqualTo("rgb(246, 244, 239)");
    }

    private String paper() {
        return browser.word("return getComputedStyle(document.documentElement).backgroundColor");
    }

    @Test
    void on_a_narrow_screen_the_navigation_folds() {
        browser.size(390, 844).go("/");
        browser.click("button.menu").click("nav a[href='/accounts']").untilText("h1", "Accounts");
        browser.until(() -> !browser.find("main").getText().isEmpty());
        assertThat(browser.script("return document.documentElement.scrollWidth")).isEqualTo(390L);
        assertThat(
                        browser.driver()
                                .findElement(org.openqa.selenium.By.cssSelector("nav"))
                                .isDisplayed())
                .isFalse();
    }

    @Test
    void an_event_has_an_address() {
        BANK.openAccount("12.00");
        browser.go("/events?event=1").untilText("[data-event-type]", "AccountOpened");
        browser.press(org.openqa.selenium.Keys.ESCAPE);
        browser.until(() -> browser.address().equals("/events"));
    }

    @ParameterizedTest
    @ValueSource(ints = {390, 1280})
    void an_unknown_event_is_said_to_be_unknown(int width) {
        browser.expecting("400 (Bad Request)")
                .size(width, 800)
                .go("/?event=99999999")
                .untilText("dialog", "no event");
    }
}
