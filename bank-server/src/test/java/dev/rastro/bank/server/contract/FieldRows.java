package dev.rastro.bank.server.contract;

import dev.rastro.bank.server.contract.Ledger.Command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is wrong with single fields. */
final class FieldRows {

    private static final String INVALID = "400 invalid_request ";

    private final List<WrongRequest> rows = new ArrayList<>();

    private FieldRows() {}

    static List<WrongRequest> of(Ledger ledger) {
        var table = new FieldRows();
        for (var command : ledger.commands()) {
            table.addFields(command);
            if (command.body().contains("\"address\"")) {
                table.addAddress(command);
            }
        }
        return table.rows;
    }

    private void add(Command command, String name, String json, String expected) {
        rows.add(
                WrongRequest.post(command.path(), command.bodyWith(name, json), expected)
                        .as(
                                "%s %s"
                                        .formatted(
                                                name,
                                                json.substring(0, Math.min(60, json.length())))));
    }

    private void addFields(Command command) {
        var verb = command.path().substring(command.path().lastIndexOf('/') + 1);
        switch (verb) {
            case "accounts" -> {
                addText(command, "owner_name", 200, true);
                addText(command, "external_id", 100, true);
                addCommon(command);
                addAmounts(command, "initial_deposit");
                addAmounts(command, "overdraft_limit");
            }
            case "deposit", "withdraw", "transfer" -> {
                addText(command, "description", 500, false);
                addCommon(command);
                addAmounts(command, "amount");
                for (var zero : List.of("\"0\"", "\"0.00\"", "\"000\"")) {
                    add(command, "amount", zero, "422 invalid_amount");
                }
            }
            case "customers" -> {
                addText(command, "name", 200, true);
                addText(command, "external_id", 100, true);
                addMetadata(command);
            }
            case "close" -> {
                addText(command, "reason", 500, true);
                addText(command, "sweep_to", 100, true);
            }
            case "standing-orders" -> addStandingOrder(command);
            case "archive", "cancel" -> addText(command, "reason", 500, true);
            default -> {}
        }
        if (verb.equals("transfer")) {
            addText(command, "to_account_id", 100, true);
        }
    }

    private void addStandingOrder(Command command) {
        addText(command, "from_account_id", 100, true);
        addText(command, "to_account_id", 100, true);
        addText(command, "description", 500, false);
        addCurrencies(command);
        addDates(command, "first_date");
        addDates(command, "last_date");
        addAmounts(command, "amount");
        add(command, "amount", "\"0.00\"", "422 invalid_amount");
        for (var interval : List.of("daily", "MONTHLY", "Weekly", "", "month", "1")) {
            add(command, "interval", quoted(interval), INVALID + "invalid_choice");
        }
        addNotStrings(command, "interval", INVALID + "wrong_type");
    }

    private void addCommon(Command command) {
        addMetadata(command);
        addCurrencies(command);
        addDates(command, "effective_date");
    }

    private void addCurrencies(Command command) {
        for (var code :
                List.of("XXX", "XAU", "XTS", "usd", "ZZQ", "US", "USDX", "", "€UR", "840")) {
            add(command, "currency", "\"" + code + "\"", INVALID + "invalid_currency");
        }
        addNotStrings(command, "currency", INVALID + "wrong_type");
    }

    private void addDates(Command command, String name) {
        for (var date :
                List.of(
                        "2026-02-30",
                        "2026-13-01",
                        "2026-00-01",
                        "20260101",
                        "2026-1-1",
                        "2026-01-01T00:00:00Z",
                        "+12026-01-01",
                        "-0001-01-01",
                        "0000-01-01",
                        "٢٠٢٦-٠١-٠١",
                        " 2026-01-01",
                        "")) {
            add(command, name, "\"" + date + "\"", INVALID + "invalid_date");
        }
        addNotStrings(command, name, INVALID + "wrong_type");
    }

    private void addNotStrings(Command command, String name, String expected) {
        for (var json : List.of("1", "1.5", "true", "[]", "[\"a\"]", "{}", "{\"a\": \"b\"}")) {
            add(command, name, json, expected);
        }
    }

    private void addText(Command command, String name, int lengthMax, boolean mustBeText) {
        addNotStrings(command, name, INVALID + "wrong_type");
        add(command, name, quoted("x".repeat(lengthMax + 1)), INVALID + "too_long");
        add(command, name, quoted("😀".repeat(lengthMax / 2 + 1)), INVALID + "too_long");
        if (mustBeText) {
            for (var blank : List.of("", " ", "\\t\\n", "\u2003")) {
                add(command, name, quoted(blank), INVALID + "too_short");
            }
        }
        for (var unstorable : List.of("a\\u0000", "\\ud800", "\\udc00\\ud800", "\\ud83dx")) {
            add(command, name, quoted(unstorable), "400 malformed_json");
        }
    }

    private void addAmounts(Command command, String name) {
        for (var text :
                List.of(
                        "1e3",
                        "1E3",
                        "-1",
                        "-0",
                        "0.001",
                        "1.000",
                        "NaN",
                        "Infinity",
                        "",
                        " ",
                        "+1",
                        " 1",
                        "1 ",
                        "1.",
                        ".5",
                        ".",
                        "١",
                        "１",
                        "1,00",
                        "1_000",
                        "0x1",
                        "1.0.0",
                        "$1",
                        "1\\n",
                        "9".repeat(19),
                        "9".repeat(20),
                        "9".repeat(400),
                        "92233720368547758.08",
                        "0".repeat(41))) {
            add(command, name, quoted(text), "422 invalid_amount invalid_amount");
        }
        for (var json :
                List.of(
                        "10.5",
                        "1",
                        "0",
                        "-1",
                        "1e3",
                        "1e999999",
                        "9".repeat(400),
                        "true",
                        "[]",
                        "[\"1\"]",
                        "{\"amount\": \"1\"}")) {
            add(command, name, json, "422 invalid_amount invalid_amount");
        }
        // More is wrong than the amount: then the request is, too.
        var both = command.bodyWith(name, "\"-1\"").replaceFirst("}$", ", \"x\": 1}");
        rows.add(
                WrongRequest.post(command.path(), both, "400 invalid_request")
                        .as(name + " and an unknown field"));
    }

    private void addMetadata(Command command) {
        for (var json : List.of("1", "\"a\"", "true", "[]", "[{}]")) {
            add(command, "metadata", json, INVALID + "wrong_type");
        }
        for (var value : List.of("1", "null", "true", "{}", "{\"b\": \"c\"}", "[\"c\"]")) {
            add(command, "metadata", "{\"a\": " + value + "}", INVALID + "wrong_type");
        }
        var many =
                IntStream.rangeClosed(1, 21)
                        .mapToObj("\"%d\": \"x\""::formatted)
                        .collect(Collectors.joining(", "));
        add(command, "metadata", "{" + many + "}", INVALID + "too_many");
        for (var key : List.of("", " ", "k".repeat(65))) {
            add(command, "metadata", "{\"%s\": \"x\"}".formatted(key), INVALID + "too_long");
        }
        var value = "v".repeat(501);
        add(command, "metadata", "{\"a\": \"%s\"}".formatted(value), INVALID + "too_long");
        add(command, "metadata", "{\"a\": \"b\", \"a\": \"c\"}", "400 malformed_json");
        add(command, "metadata", "{\"\\ud800\": \"x\"}", "400 malformed_json");
    }

    private void addAddress(Command command) {
        for (var json : List.of("1", "\"Brno\"", "[]", "[{\"city\": \"Brno\"}]")) {
            add(command, "address", json, INVALID + "wrong_type");
        }
        add(command, "address", "{}", INVALID + "missing_field");
        add(command, "address", "{\"city\": null}", INVALID + "missing_field");
        add(command, "address", "{\"city\": \"B\", \"x\": 1}", INVALID + "unknown_field");
        add(command, "address", "{\"city\": \"B\", \"city\": \"C\"}", "400 malformed_json");
        for (var name : List.of("street", "postal_code", "country")) {
            var city = "{\"city\": \"B\", \"%s\": %s}";
            add(command, "address", city.formatted(name, "1"), INVALID + "wrong_type");
            add(command, "address", city.formatted(name, "\" \""), INVALID + "too_short");
            var much = quoted("x".repeat(201));
            add(command, "address", city.formatted(name, much), INVALID + "too_long");
        }
        add(command, "address", "{\"city\": \" \"}", INVALID + "too_short");
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }
}
