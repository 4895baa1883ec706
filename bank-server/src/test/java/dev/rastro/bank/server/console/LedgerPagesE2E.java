package dev.rastro.bank.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.bank.server.TestBank;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Customers, analytics and audit. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LedgerPagesE2E {

    @AutoClose private static final TestBank BANK = TestBank.start();

    private static final String EVIL = "<img src=x onerror=alert(1)>";

    /** Keeps the text of what would be saved as a file. */
    private static final String CATCH_FILES =
            """
            window.files = [];
            URL.createObjectURL = (blob) => { blob.text().then((it) => files.push(it)); return '#'; };
            """;

    @AutoClose private Browser browser;

    @BeforeEach
    void open() {
        browser = Browser.open(BANK.port());
    }

    @Test
    void a_customer_is_registered_moves_and_is_archived_once_no_account_is_open() {
        browser.expecting("409"); // Chromium tells of every refusal.
        browser.go("/customers").click("[data-register]");
        browser.type("[data-field=name]", EVIL).click("button[type=submit]");
        browser.untilText("[data-error=city]", "fill this in");
        browser.type("[data-field=city]", "Brno").click("button[type=submit]");
        browser.untilText("[data-customer-name]", EVIL);
        var id = browser.address().substring("/customers/".length());
        var account = openAccountOf(id);

        browser.click("[data-change-address]").type("[data-field=city]", "Praha");
        browser.click("button[type=submit]").untilText(".timeline", "Moved");
        browser.untilText(".timeline", "Praha").untilText("[data-customer-name]", EVIL);
        browser.click("[data-archive]").click("dialog button[type=submit]");
        browser.untilText("[data-error=reason]", "1 account is still open");

        var closed = BANK.post("/api/v1/accounts/" + account + "/close", "");
        assertThat(closed.status()).as(closed.toString()).isEqualTo(200);
        browser.type("[data-field=reason]", "moved abroad").click("dialog button[type=submit]");
        browser.untilText("[data-status]", "archived").untilText(".timeline", "moved abroad");
        assertThat(browser.has("img[src=x]")).isFalse();
    }

    private static String openAccountOf(String customer) {
        var reply = BANK.post("/api/v1/accounts", "{\"customer_id\": \"%s\"}".formatted(customer));
        assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
        return reply.get("account_id");
    }

    @Test
    void customers_are_found_by_city_and_name_and_the_address_says_so() {
        for (var name : List.of("Eva", "Iva", "Ota")) {
            register(name + " Nova", name.equals("Ota") ? "Plzen" : "Olomouc");
        }

        browser.go("/customers").click("[data-city=Olomouc]");
        browser.until(() -> rows() == 2).type("#search", "eva");
        browser.until(() -> rows() == 1).untilText("tbody", "Eva Nova");
        assertThat(browser.address()).isEqualTo("/customers?city=Olomouc&q=eva");
        register("Neva Nova", "Olomouc");
        browser.until(() -> rows() == 2);
        browser.language("pt-BR").size(390, 844).go(browser.address()).until(() -> rows() == 2);
        browser.untilText("h1", "Clientes").untilText(".count", "2 de");
        assertThat(browser.script("return document.documentElement.scrollWidth")).isEqualTo(390L);
    }

    private static void register(String name, String city) {
        var body = "{\"name\": \"%s\", \"address\": {\"city\": \"%s\"}}".formatted(name, city);
        assertThat(BANK.post("/api/v1/customers", body).status()).isEqualTo(201);
    }

    private long rows() {
        return count("tbody tr[data-index]");
    }

    private long count(String selector) {
        return (Long)
                browser.script("return document.querySelectorAll(arguments[0]).length", selector);
    }

    @Test
    void the_trail_is_filtered_and_the_books_balance_at_any_moment() {
        var account = BANK.openAccount("12.00");
        BANK.post(
                "/api/v1/accounts/" + account + "/deposit",
                "{\"amount\": \"0.10\", \"effective_date\": \"2020-02-03\"}");

        browser.go("/audit").untilText("[data-currency=USD]", "0.00").find("[data-balanced]");
        browser.type("#filter-stream", "account-" + account).until(() -> rows() == 2);
        browser.type("#filter-type", "MoneyDeposited").until(() -> rows() == 1);
        assertThat(browser.address())
                .isEqualTo("/audit?stream=account-%s&type=MoneyDeposited".formatted(account));
        browser.go(browser.address() + "&as_of=2020-02-03").until(() -> rows() == 1);
        browser.untilText("[data-currency=USD] td", "0.10").find("[data-balanced]");
        browser.script(CATCH_FILES);
        assertThat(saved("[data-export]"))
                .startsWith("position,recorded_at,actor,type,stream,version,reason,")
                .contains(",MoneyDeposited,account-" + account + ",2,");
        browser.type("#filter-type", "Nothing").find("[data-state=empty]");
    }

    private String saved(String button) {
        browser.script("window.files = []");
        browser.click(button).until(() -> (Boolean) browser.script("return files.length > 0"));
        return String.valueOf(browser.script("return files[0]"));
    }

    @Test
    void what_the_plots_show_is_exported_for_the_range_in_the_address() {
        var account = "/api/v1/accounts/" + BANK.openAccount("500.00");
        for (var day : List.of("2019-03-01", "2019-03-02", "2019-03-04")) {
            var body = "{\"amount\": \"10.05\", \"effective_date\": \"%s\"}".formatted(day);
            assertThat(BANK.post(account + "/deposit", body).status()).isEqualTo(201);
        }

        browser.go("/analytics?by=day&from=2019-03-02&to=2019-03-04");
        browser.untilText("[data-total=deposits]", "$20.10").find("rs-chart canvas");
        browser.script(CATCH_FILES);
        assertThat(saved("[data-export=flows]").lines().map(line -> line.substring(0, 30)))
                .containsExactly(
                        "from,to,currency,deposit_count",
                        "2019-03-02,2019-03-02,USD,1,10",
                        "2019-03-03,2019-03-03,USD,0,0.",
                        "2019-03-04,2019-03-04,USD,1,10");
        assertThat(saved("[data-export=largest]")).contains(",USD,530.15");
        browser.script(
                """
                const {chart} = document.querySelector('[data-chart=flows]');
                chart.dispatchAction({type: 'dataZoom', dataZoomIndex: 0, start: 0, end: 100});
                """);
        browser.until(() -> browser.address().equals("/analytics?by=day"));
        browser.click("[data-step=month]").until(() -> browser.address().endsWith("by=month"));
    }
}
