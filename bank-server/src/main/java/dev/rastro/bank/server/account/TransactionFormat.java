package dev.rastro.bank.server.account;

import dev.rastro.bank.server.account.MovementViews.TransactionView;
import dev.rastro.bank.server.account.timetravel.Movement;
import dev.rastro.bank.server.shared.query.Page;
import dev.rastro.web.Request;
import dev.rastro.web.Response;
import dev.rastro.web.body.Body;
import dev.rastro.web.json.JsonWriter;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The forms in which transactions can be had. */
enum TransactionFormat {
    JSON("application/json") {
        @Override
        Response write(Request request, Page<Movement> page, Currency currency) {
            return page.json(request, row -> MovementViews.of(row, currency));
        }
    },

    NDJSON("application/x-ndjson") {
        @Override
        Response write(Request request, Page<Movement> page, Currency currency) {
            var lines =
                    page.items().stream()
                            .map(row -> JsonWriter.write(MovementViews.of(row, currency)).text())
                            .collect(
                                    Collectors.joining(
                                            "\n", "", page.items().isEmpty() ? "" : "\n"));
            return page.linked(request, Response.of(200, mediaType(), Body.ofText(lines)));
        }
    },

    CSV("text/csv") {
        @Override
        Response write(Request request, Page<Movement> page, Currency currency) {
            return page.linked(
                    request, Response.of(200, mediaType(), Body.ofText(csv(page, currency))));
        }
    };

    /** What a spreadsheet would take for a formula. */
    private static final Pattern FORMULA = Pattern.compile("(?s)[=+\\-@\\t\\r].*");

    private static final String[] CSV_HEADER = {
        "transaction_id",
        "kind",
        "amount",
        "currency",
        "balance_after",
        "description",
        "counterparty_account_id",
        "counterparty_owner_name",
        "effective_date",
        "recorded_at",
        "version",
        "position"
    };

    private final String mediaType;

    TransactionFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    abstract Response write(Request request, Page<Movement> page, Currency currency);

    static List<String> mediaTypes() {
        return Arrays.stream(values()).map(TransactionFormat::mediaType).toList();
    }

    static TransactionFormat of(String mediaType) {
        return Arrays.stream(values())
                .filter(format -> format.mediaType.equals(mediaType))
                .findFirst()
                .orElseThrow();
    }

    private static String csv(Page<Movement> page, Currency currency) {
        var out = new StringWriter();
        try (var printer =
                new CSVPrinter(out, CSVFormat.RFC4180.builder().setHeader(CSV_HEADER).get())) {
            for (var row : page.items()) {
                print(printer, MovementViews.of(row, currency), currency);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private static void print(CSVPrinter printer, TransactionView view, Currency currency)
            throws IOException {
        var counterparty = view.counterparty();
        printer.printRecord(
                view.transactionId(),
                view.kind(),
                view.amount(),
                currency.getCurrencyCode(),
                view.balanceAfter(),
                inert(view.description()),
                counterparty == null ? null : inert(counterparty.accountId()),
                counterparty == null ? null : inert(counterparty.ownerName()),
                view.effectiveDate(),
                view.recordedAt(),
                view.version(),
                view.position());
    }

    private static @Nullable String inert(@Nullable String text) {
        return text != null && FORMULA.matcher(text).matches() ? "'" + text : text;
    }
}
