package dev.rastro.bank.cli.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.bank.cli.Berka;
import dev.rastro.bank.server.TestBank;
import dev.rastro.bank.server.account.timetravel.MovableClock;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import picocli.CommandLine;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The history of a real bank, imported as it stands, is found again day by day. Where its files
 * are: {@code -Drastro.berka=DIR}.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BerkaTimeTravelE2E {

    private static final String IMPORTED_ON = "2026-03-20T10:00:00Z";

    private static final AtomicReference<TestBank> BANK = new AtomicReference<>();

    /** By account, then by day: the last balance of that day. */
    private static final Map<String, Map<String, BigDecimal>> BALANCES = new LinkedHashMap<>();

    private static final Map<String, String> IDS = new HashMap<>();
    private static int transactions;

    @BeforeAll
    static void importAll() throws IOException {
        var folder = Berka.folder();
        read(folder.resolve("transactions.csv"));
        BANK.set(TestBank.at(new MovableClock(IMPORTED_ON)));
        int status =
                new CommandLine(new ImportCommand())
                        .execute(folder.toString(), "--url", "http://127.0.0.1:" + bank().port());
        assertThat(status).isZero();
        var next = "/api/v1/accounts?limit=1000";
        bank().get(next)
                .json()
                .get("items")
                .forEach(item ->
                        IDS.put(
                                item.get("external_id").asString(),
                                item.get("account_id").asString()));
        assertThat(IDS.keySet()).containsAll(BALANCES.keySet());
    }

    private static void read(Path file) throws IOException {
        var format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
        try (var parser = format.parse(Files.newBufferedReader(file))) {
            for (CSVRecord row : parser) {
                transactions++;
                BALANCES.computeIfAbsent(row.get("account_id"), id -> new LinkedHashMap<>())
                        .put(row.get("date"), new BigDecimal(row.get("balance_after")));
            }
        }
    }

    @AfterAll
    static void stop() {
        var bank = BANK.get();
        if (bank != null) {
            bank.close();
        }
    }

    private static TestBank bank() {
        return BANK.get();
    }

    @Test
    void as_of_every_day_with_a_transaction_the_balance_is_the_last_one_of_that_day() {
        var wrong = new ArrayList<String>();
        int days = 0;
        for (var account : BALANCES.entrySet()) {
            for (var day : account.getValue().entrySet()) {
                days++;
                var found = balance(account.getKey(), "as_of=" + day.getKey());
                if (found.compareTo(day.getValue()) != 0) {
                    wrong.add("%s: %s, not %s".formatted(account.getKey(), found, day));
                }
            }
        }
        System.out.printf(
                "%,d transactions, %,d accounts, %,d days compared, %,d differ%n",
                transactions, BALANCES.size(), days, wrong.size());
        assertThat(wrong).isEmpty();
        assertThat(days).isPositive();
    }

    @Test
    void every_running_balance_is_the_one_of_the_source() {
        int compared = 0;
        for (var account : BALANCES.entrySet()) {
            var last = new LinkedHashMap<String, BigDecimal>();
            for (var item : transactionsOf(account.getKey())) {
                compared++;
                last.put(item.getFirst(), new BigDecimal(item.getLast()));
            }
            assertThat(last).isEqualTo(account.getValue());
        }
        assertThat(compared).isEqualTo(transactions);
    }

    @Test
    void known_before_the_import_there_is_nothing() {
        for (var account : BALANCES.entrySet()) {
            var day = List.copyOf(account.getValue().keySet()).getLast();
            for (var question :
                    List.of(
                            "?known_at=2026-03-20T09:59:59Z",
                            "?known_at=0",
                            "?known_at=2026-03-20T09:59:59Z&as_of=" + day)) {
                var reply = bank().get(path(account.getKey()) + question);
                assertThat(reply.status()).as(reply.toString()).isEqualTo(404);
                assertThat(reply.get("code")).isEqualTo("account_not_found");
            }
        }
    }

    @Test
    void the_trial_balance_at_the_end_is_the_sum_of_all_last_balances() {
        var sum =
                BALANCES.values().stream()
                        .map(days -> List.copyOf(days.values()).getLast())
                        .reduce(BigDecimal.ZERO, BigDecimal::add);

        var row = bank().get("/api/v1/reports/trial-balance").json().get("items").get(0);

        assertThat(row.get("currency").asString()).isEqualTo("CZK");
        assertThat(new BigDecimal(row.get("accounts").asString())).isEqualByComparingTo(sum);
        assertThat(row.get("sum").asString()).isEqualTo("0.00");
        assertThat(row.get("account_count").asInt()).isEqualTo(BALANCES.size());
    }

    @Test
    void every_day_of_the_bank_ends_with_the_sum_of_all_last_balances() {
        var compared = 0;
        var next = "/api/v1/analytics/daily?currency=CZK&limit=1000";
        while (!next.isEmpty()) {
            var page = bank().get(next);
            for (var item : page.json().get("items")) {
                compared++;
                var day = item.get("date").asString();
                assertThat(new BigDecimal(item.get("closing_balance").asString()))
                        .as(day)
                        .isEqualByComparingTo(sumAtTheEndOf(day));
            }
            var link = page.header("Link");
            next = link.isEmpty() ? "" : link.substring(1, link.indexOf('>'));
        }
        assertThat(compared)
                .isGreaterThanOrEqualTo(
                        (int)
                                BALANCES.values().stream()
                                        .flatMap(days -> days.keySet().stream())
                                        .distinct()
                                        .count());
    }

    private static BigDecimal sumAtTheEndOf(String day) {
        return BALANCES.values().stream()
                .map(days ->
                        days.entrySet().stream()
                                .filter(it -> it.getKey().compareTo(day) <= 0)
                                .reduce((earlier, later) -> later)
                                .map(Map.Entry::getValue)
                                .orElse(BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String path(String externalId) {
        return "/api/v1/accounts/" + IDS.get(externalId);
    }

    private static BigDecimal balance(String externalId, String query) {
        var reply = bank().get(path(externalId) + "?" + query);
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        return new BigDecimal(reply.get("balance"));
    }

    /** Pairs of effective date and balance after. */
    private static List<List<String>> transactionsOf(String externalId) {
        var found = new ArrayList<List<String>>();
        var next = path(externalId) + "/transactions?limit=1000";
        while (!next.isEmpty()) {
            var page = bank().get(next);
            for (var item : page.json().get("items")) {
                found.add(
                        List.of(
                                item.get("effective_date").asString(),
                                item.get("balance_after").asString()));
            }
            var link = page.header("Link");
            next = link.isEmpty() ? "" : link.substring(1, link.indexOf('>'));
        }
        return found;
    }
}
