package dev.rastro.bank.cli;

import static dev.rastro.bank.cli.Asking.text;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/** {@code account ID}: one account, now or at another moment. */
@Command(
        name = "account",
        mixinStandardHelpOptions = true,
        description = "Prints an account of a running bank, as it is or as it was.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:printed",
            "1:there is no such account, or not at that moment; refused; or no answer",
            "2:bad command line"
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields.
public final class AccountCommand implements Callable<Integer> {

    private static final int PAGE_SIZE = 500;

    @Mixin private Asking asking;

    @Parameters(paramLabel = "ID", description = "Of the account.")
    private String id;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "With what was effective by this day, or by this instant.")
    private @Nullable String asOf;

    @Option(
            names = "--known-at",
            paramLabel = "TIME",
            description = "With what was recorded by this instant, or up to this position.")
    private @Nullable String knownAt;

    @Option(names = "--explain", description = "The movements that make up the balance.")
    private boolean explain;

    @Override
    public Integer call() {
        return asking.ask(explain ? this::explanation : this::account);
    }

    private int account(RunningBank bank) {
        var account = bank.get("/accounts/" + RunningBank.segment(id), moment());
        return asking.show(
                account,
                () ->
                        account.properties()
                                .forEach(member ->
                                        asking.out()
                                                .printf(
                                                        "%-18s %s%n",
                                                        member.getKey(), text(member.getValue()))));
    }

    private int explanation(RunningBank bank) {
        var path = "/accounts/" + RunningBank.segment(id) + "/explain";
        var query = moment();
        query.put("limit", Integer.toString(PAGE_SIZE));
        var whole = (ObjectNode) bank.get(path, query);
        var items = (ArrayNode) whole.get("items");
        for (var cursor = text(whole, "next_cursor"); !cursor.isEmpty(); ) {
            query.put("cursor", cursor);
            var page = bank.get(path, query);
            page.get("items").forEach(items::add);
            cursor = text(page, "next_cursor");
        }
        whole.putNull("next_cursor");
        return asking.show(whole, () -> print(whole));
    }

    private void print(JsonNode explanation) {
        var table =
                new TextTable(
                        Set.of(2, 3),
                        "DATE",
                        "KIND",
                        "CHANGE",
                        "TOTAL",
                        "DESCRIPTION",
                        "COUNTERPARTY",
                        "RECORDED");
        for (var item : explanation.get("items")) {
            table.add(
                    text(item, "effective_date"),
                    text(item, "kind"),
                    text(item, "change"),
                    text(item, "running_total"),
                    text(item, "description"),
                    counterparty(item.path("counterparty")),
                    text(item, "recorded_at"));
        }
        table.print(asking.out());
        asking.out()
                .printf(
                        "balance %s %s%n",
                        text(explanation, "balance"), text(explanation, "currency"));
    }

    /** By name, where it was recorded. */
    private static String counterparty(JsonNode other) {
        var name = text(other, "owner_name");
        return name.isEmpty() ? text(other, "account_id") : name;
    }

    private Map<String, String> moment() {
        var query = new LinkedHashMap<String, String>();
        if (asOf != null) {
            query.put("as_of", asOf);
        }
        if (knownAt != null) {
            query.put("known_at", knownAt);
        }
        return query;
    }
}
