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

import java.util.Map;
import java.util.stream.IntStream;

/** The page of all accounts, and the forms that change one. */
@InBrowser
@DisplayNameGeneration(ReplaceUnderscores.class)
class AccountsE2E {

    private static final String ACCOUNTS = "/api/v1/accounts";

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

    private String account(String owner, String balance) {
        var body =
                "{\"owner_name\": \"%s\", \"initial_deposit\": \"%s\"}".formatted(owner, balance);
        return bank.post(ACCOUNTS, body).get("account_id");
    }

    private String balance(String account) {
        var position = bank.get("/api/v1/events?limit=1000").json().get("items").size();
        return bank.get(ACCOUNTS + "/" + account + "?min_position=" + position).get("balance");
    }

    private Browser act(String action) {
        return browser.click("[data-do]").click("[data-action=%s]".formatted(action));
    }

    private Browser submit() {
        return browser.click("rs-form button[type=submit]");
    }

    @Test
    void an_account_is_opened_and_money_is_paid_in() {
        browser.go("/accounts").untilText("[data-state=empty]", "No accounts yet");
        browser.click("[data-open-account]").type("[data-field=owner_name]", "Ada Lovelace");
        browser.type("[data-field=currency]", "eur")
                .type("[data-field=initial_deposit]", "1,000.5");
        submit().untilText("h1", "Ada Lovelace").find("[data-balance='1000.50']");
        browser.click("nav a[href='/accounts']").untilText("rs-table tbody", "EUR");

        act("deposit").type("[data-field=amount]", "234.56");
        browser.type("[data-field=description]", "Salary");
        submit().untilText(".toast", "€1,235.06").untilText("rs-table tbody", "1,235.06");
        assertThat(bank.get(ACCOUNTS).text()).contains("\"balance\":\"1235.06\"");
    }

    @Test
    void too_much_is_refused_beside_the_field_and_changes_nothing() {
        var ada = account("Ada", "100.00");
        browser.expecting("status of 422").go("/accounts");
        act("withdraw").type("[data-field=amount]", "100.01");
        submit().untilText("[data-error=amount]", "100.00 is available");
        assertThat(browser.find("[data-field=amount]").getAttribute("aria-invalid"))
                .isEqualTo("true");
        assertThat(balance(ada)).isEqualTo("100.00");

        browser.type("[data-field=amount]", "12.345");
        submit().untilText("[data-error=amount]", "not an amount");
        browser.type("[data-field=amount]", "100");
        submit().untilText("rs-table tbody", "0.00");
        assertThat(balance(ada)).isEqualTo("0.00");
    }

    @Test
    void money_goes_to_an_account_that_is_found_by_its_owner() {
        var ada = account("Ada", "100.00");
        var grace = account("Grace", "0.00");
        browser.go("/accounts?q=ada");
        act("transfer")
                .type("[data-field=to_account_id]", "gra")
                .untilText("[role=option]", "Grace");
        browser.press(Keys.ARROW_DOWN, Keys.ENTER).type("[data-field=amount]", "30");
        submit().untilText("rs-table tbody", "70.00");

        assertThat(balance(ada)).isEqualTo("70.00");
        assertThat(balance(grace)).isEqualTo("30.00");
    }

    @Test
    void an_account_with_money_is_closed_only_by_moving_it() {
        account("Ada", "100.00");
        browser.expecting("status of 409").go("/accounts");
        act("close");
        submit().untilText("[data-error=sweep_to]", "still holds 100.00");
        var grace = account("Grace", "0.00");
        browser.type("[data-field=sweep_to]", grace);
        submit().untilText(".toast", "closed").untilText("rs-table tr.dim", "closed");
        assertThat(balance(grace)).isEqualTo("100.00");
    }

    @Test
    void a_form_is_sent_once_however_often_it_is_submitted() {
        var ada = account("Ada", "0.00");
        browser.go("/accounts");
        act("deposit").type("[data-field=amount]", "5");
        browser.script(
                """
                const form = document.querySelector('rs-form form');
                for (let i = 0; i < 5; i++) form.requestSubmit();
                """);
        browser.untilText("rs-table tbody", "5.00");
        assertThat(bank.get(ACCOUNTS + "/" + ada).get("transaction_count")).isEqualTo("1");
    }

    @Test
    void a_command_whose_answer_was_lost_happens_once() {
        var ada = account("Ada", "0.00");
        browser.expecting("net::ERR").go("/accounts");
        act("deposit").type("[data-field=amount]", "5");
        // The command arrives, but its answer does not: the connection breaks in between.
        browser.script(
                """
                const send = window.fetch;
                window.fetch = async (...request) => {
                  const answer = await send(...request);
                  if (window.broken && request[1]?.method === 'POST') throw new TypeError('broken');
                  return answer;
                };
                window.broken = true;
                """);
        submit().untilText(".form-problem", "not known");
        assertThat(browser.find("[data-field=amount]").isEnabled()).isFalse();
        assertThat(balance(ada)).isEqualTo("5.00");
        browser.script("window.broken = false");
        submit().untilText(".toast", "$5.00");
        assertThat(balance(ada)).isEqualTo("5.00");
    }

    @Test
    void what_another_client_does_is_seen_at_once() {
        var ada = account("Ada", "1.00");
        browser.go("/accounts")
                .untilText("rs-table tbody", "1.00")
                .untilText("[data-live]", "Live");
        bank.post(ACCOUNTS + "/" + ada + "/deposit", "{\"amount\": \"41.00\"}");
        browser.untilText("rs-table tbody", "42.00");
        account("Grace", "7.00");
        browser.untilText("rs-table tbody", "Grace").untilText(".count", "2 accounts");
    }

    @Test
    void filters_and_order_are_in_the_address() {
        account("Ada", "1.00");
        account("Grace", "100.00");
        account("Barbara", "20.00");
        browser.go("/accounts").untilText(".count", "3 accounts");
        browser.click("[data-sort=balance]").click("[data-sort=balance]");
        browser.until(() -> browser.text("tr[data-index='0']").contains("Grace"));
        assertThat(browser.address()).isEqualTo("/accounts?sort=-balance");
        browser.type("#search", "ra").untilText(".count", "2 of 3");
        browser.go(browser.address()).untilText(".count", "2 of 3");
        assertThat(browser.text("tr[data-index='1']")).contains("Barbara");
        browser.type("#search", "nobody").untilText("[data-state=empty]", "No account fits");
        browser.click("#filter-status option[value=closed]");
        assertThat(browser.address()).isEqualTo("/accounts?sort=-balance&q=nobody&status=closed");
    }

    @Test
    void of_thousands_of_rows_only_those_in_sight_are_in_the_page() {
        IntStream.range(0, 2100).parallel().forEach(i -> account("Owner " + i, i + ".25"));
        browser.go("/accounts?sort=balance").untilText(".count", "2,100 accounts");
        browser.find("tr[data-index='0']").click();
        browser.go("/accounts?sort=balance").untilText("tr[data-index='0']", "Owner 0");
        browser.script("document.querySelector('tr[data-index=\\'0\\']').focus()");
        browser.press(Keys.END).untilText("tr[data-index='2099']", "Owner 2099");
        assertThat((Long) browser.script("return document.querySelectorAll('rs-table tr').length"))
                .isLessThan(60);
        browser.press(Keys.HOME).untilText("tr[data-index='0']", "0.25");
    }

    @Test
    void the_decimal_points_of_a_column_stand_below_each_other() {
        account("Ada", "1000.25");
        bank.post(
                ACCOUNTS,
                "{\"owner_name\": \"Yen\", \"currency\": \"JPY\", \"initial_deposit\":"
                        + " \"5000000\"}");
        browser.go("/accounts").untilText("rs-table tbody", "5,000,000");
        var edges =
                browser.word(
                        """
                        const edges = [...document.querySelectorAll('rs-money .fraction')]
                          .map((fraction) => Math.round(fraction.getBoundingClientRect().left));
                        return edges.length + ' ' + new Set(edges).size;
                        """);
        assertThat(edges).isEqualTo("2 1");
    }

    @Test
    void a_name_is_text_whatever_it_says() {
        var name = "<img src=x onerror=window.stolen=1><script>window.stolen=2</script>";
        account(name, "1.00");
        browser.go("/accounts").untilText("rs-table tbody", name);
        act("transfer").untilText("dialog h2", name).press(Keys.ESCAPE);
        browser.go("/").untilText(".newest", name);
        browser.go("/?event=1").untilText("dialog .raw", name);
        assertThat(browser.script("return window.stolen ?? null")).isNull();
    }

    @Test
    void everything_can_be_done_by_keyboard() {
        account("Ada", "100.00");
        browser.go("/accounts").untilText("rs-table tbody", "Ada");
        browser.press(Keys.TAB);
        assertThat(browser.word("return document.activeElement.className")).isEqualTo("skip");
        browser.press(Keys.ENTER);
        browser.press(Keys.TAB);
        assertThat(browser.word("return document.activeElement.textContent.trim()"))
                .isEqualTo("Open account");
        browser.press(Keys.ENTER).find("dialog[open]");
        browser.press("Grace", Keys.TAB, "USD", Keys.TAB, "12.00", Keys.ENTER);
        browser.untilText("h1", "Grace").find("[data-balance='12.00']");
        browser.go("/accounts").untilText(".count", "2 accounts");
        tabTo("rs-table tbody tr");
        browser.press(Keys.ARROW_DOWN);
        tabTo("[data-index='1'] [data-do]");
        browser.press(Keys.ENTER).untilText("dialog h2", "Grace").press(Keys.ESCAPE);
        browser.until(() -> !browser.has("dialog[open]"));
        browser.script("document.querySelector('tr[data-index=\\'1\\']').focus()");
        browser.press(Keys.ENTER).until(() -> browser.address().startsWith("/accounts/"));
    }

    private void tabTo(String selector) {
        for (int i = 0; i < 30; i++) {
            browser.press(Keys.TAB);
            if (browser.word("return document.activeElement.matches(arguments[0])", selector)
                    .equals("true")) {
                return;
            }
        }
        throw new AssertionError("30 tabs do not lead to " + selector);
    }

    @Test
    void amounts_are_typed_and_shown_as_in_brazil() {
        account("Ada", "1234.50");
        browser.language("pt-BR").go("/accounts").untilText("rs-table tbody", "1.234,50");
        act("deposit").type("[data-field=amount]", "1.000,25");
        submit().untilText("rs-table tbody", "2.234,75");
    }

    @Test
    void an_account_is_opened_for_a_customer_who_is_chosen_by_name_without_accents() {
        account("Ada", "1.00");
        var body = "{\"name\": \"José Müller\", \"address\": {\"city\": \"Brno\"}}";
        var customer = bank.post("/api/v1/customers", body).get("customer_id");
        browser.go("/accounts?open=new").type("[data-field=owner_name]", "jose mul");
        browser.untilText("[role=option]", "José Müller").press(Keys.ARROW_DOWN, Keys.ENTER);
        browser.type("[data-field=initial_deposit]", "12,50");
        assertThat(browser.find("optgroup").getAttribute("label")).isEqualTo("Of this bank");
        submit().untilText("h1", "José Müller").find("[data-balance='12.50']");
        assertThat(bank.get(ACCOUNTS + "?customer_id=" + customer).json().get("items")).hasSize(1);
        browser.go("/accounts?q=jose+muller").untilText(".count", "1 of 2");
    }

    @Test
    void a_picker_says_what_it_leaves_out() {
        account("Ada", "1.00");
        var yen = "{\"owner_name\": \"Yuki\", \"currency\": \"JPY\"}";
        bank.post(ACCOUNTS, yen);
        browser.go("/accounts?q=ada");
        act("transfer").type("[data-field=to_account_id]", "yuki");
        browser.untilText("[data-picker-said]", "No open USD account matches");
        browser.untilText("[data-picker-said]", "1 other does");
        browser.type("[data-field=to_account_id]", "zzz");
        browser.untilText("[data-picker-said]", "No open USD account matches.");
    }

    @Test
    void an_amount_that_is_none_is_explained_in_the_language_of_the_reader() {
        account("Ada", "1.00");
        browser.expecting("status of 4").language("pt-BR").go("/accounts");
        act("deposit").type("[data-field=amount]", "doze");
        submit().untilText("[data-error=amount]", "USD: escreva assim: 1.234,50");
    }

    @ParameterizedTest
    @ValueSource(ints = {390, 1280})
    void nothing_is_cut_off(int width) {
        account("Ada", "1234567890.89");
        browser.size(width, 844).go("/accounts").untilText("rs-table tbody", "1,234,567,890.89");
        assertThat(browser.script(CURRENCY_IS_SEEN)).isEqualTo(true);
        assertThat(browser.script("return document.documentElement.scrollWidth"))
                .isEqualTo((long) width);
        act("transfer").find("[data-field=amount]");
        assertThat(
                        browser.script(
                                "return document.querySelector('dialog').scrollWidth <="
                                        + " innerWidth"))
                .isEqualTo(true);
    }

    @Test
    void a_page_of_another_site_cannot_write() {
        var ada = account("Ada", "1.00");
        var reply =
                bank.post(
                        ACCOUNTS + "/" + ada + "/deposit",
                        "{\"amount\": \"1\"}",
                        Map.of("Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site"));
        assertThat(reply.get("code")).isEqualTo("cross_site_write");
        // The browser's own word, which no page can put into its mouth.
        browser.go("/accounts");
        assertThat(browser.word(POST_FROM_HERE, ada)).isEqualTo("201");
        browser.driver().get("data:text/html,<title>elsewhere</title>");
        browser.expecting("").driver().executeAsyncScript(POST_FROM_ELSEWHERE, bank.port(), ada);
        assertThat(balance(ada)).isEqualTo("2.00");
    }

    private static final String CURRENCY_IS_SEEN =
            """
            const cell = document.querySelector('rs-table td.end');
            const [box, currency] = [cell, cell.querySelector('.currency')]
              .map((each) => each.getBoundingClientRect());
            return currency.width > 0 && currency.left >= box.left && currency.right <= box.right
              && cell.querySelector('rs-money').getBoundingClientRect().left >= box.left;
            """;

    private static final String POST_FROM_HERE =
            """
            return (await fetch(`/api/v1/accounts/${arguments[0]}/deposit`, {method: 'POST',
              headers: {'Content-Type': 'application/json'}, body: '{"amount": "1"}'})).status;
            """;

    /** Without a preflight, as a form could be sent. */
    private static final String POST_FROM_ELSEWHERE =
            """
            const [port, account, done] = arguments;
            fetch(`http://127.0.0.1:${port}/api/v1/accounts/${account}/deposit`,
              {method: 'POST', mode: 'no-cors', body: '{"amount": "1"}'}).finally(done);
            """;
}
