package dev.rastro.bank.server.ledger;

import static dev.rastro.bank.server.shared.query.MinorUnits.decimal;

import dev.rastro.bank.server.ledger.analytics.Analytics.Day;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;

/** A day's figures as clients see them; the components are the members of the JSON. */
record DayView(
        LocalDate date,
        String currency,
        long depositCount,
        String deposits,
        long withdrawalCount,
        String withdrawals,
        long transferCount,
        String transfers,
        String netFlow,
        long accountsOpened,
        long accountsClosed,
        String closingBalance,
        long openAccounts) {

    private static final String[] CSV_HEADER = {
        "date",
        "currency",
        "deposit_count",
        "deposits",
        "withdrawal_count",
        "withdrawals",
        "transfer_count",
        "transfers",
        "net_flow",
        "accounts_opened",
        "accounts_closed",
        "closing_balance",
        "open_accounts"
    };

    static DayView of(Day day) {
        var currency = day.currency();
        var flows = day.flows();
        return new DayView(
                day.day(),
                currency.getCurrencyCode(),
                flows.deposits().count(),
                decimal(flows.deposits().sum(), currency),
                flows.withdrawals().count(),
                decimal(flows.withdrawals().sum(), currency),
                flows.transfers().count(),
                decimal(flows.transfers().sum(), currency),
                decimal(flows.net(), currency),
                flows.opened(),
                flows.closed(),
                decimal(day.balance(), currency),
                day.openAccounts());
    }

    /** Rows under a header, for spreadsheets. */
    static String csv(List<Day> days) {
        var out = new StringWriter();
        try (var printer =
                new CSVPrinter(out, CSVFormat.RFC4180.builder().setHeader(CSV_HEADER).get())) {
            for (var day : days) {
                of(day).print(printer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private void print(CSVPrinter printer) throws IOException {
        printer.printRecord(
                date,
                currency,
                depositCount,
                deposits,
                withdrawalCount,
                withdrawals,
                transferCount,
                transfers,
                netFlow,
                accountsOpened,
                accountsClosed,
                closingBalance,
                openAccounts);
    }
}
