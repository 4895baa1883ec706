package dev.rastro.bank.cli.importer;

import dev.rastro.bank.cli.importer.ImportPlan.Account;
import dev.rastro.bank.cli.importer.ImportPlan.Customer;
import dev.rastro.bank.cli.importer.ImportPlan.Transaction;
import dev.rastro.bank.cli.importer.client.BankAnswer.RefusedException;
import dev.rastro.bank.cli.importer.client.BankClient;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks up what the bank has of a plan before anything is sent. What is there must be what the plan
 * says, row by row; of an account's transactions it must have the first ones.
 */
final class Comparison {

    /**
     * What is there: the source's ids, and what the bank calls them.
     *
     * @param balances what the bank had after each transaction that is booked
     */
    record Existing(
            Map<String, String> customers,
            Map<String, String> accounts,
            Map<String, String> balances) {

        Existing() {
            this(new ConcurrentHashMap<>(), new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        }
    }

    private static final String EXTERNAL_ID = "?external_id=";

    private final BankClient bank;
    private final SourceName source;
    private final Workers workers;
    private final BadRows badRows;
    private final Existing existing = new Existing();
    private final Queue<Transaction> unbooked = new ConcurrentLinkedQueue<>();

    Comparison(BankClient bank, SourceName source, Workers workers, BadRows badRows) {
        this.bank = bank;
        this.source = source;
        this.workers = workers;
        this.badRows = badRows;
    }

    /** Incomplete if a stop was requested, and of no use if there are bad rows. */
    Existing with(ImportPlan plan) {
        workers.each(plan.customers(), this::compare);
        workers.each(plan.accounts(), this::compare);
        if (mayBeBookedElsewhere(plan)) {
            workers.each(unbooked, this::checkUnused);
        }
        return existing;
    }

    /** Only where the source has accounts that the plan does not know. */
    private boolean mayBeBookedElsewhere(ImportPlan plan) {
        if (unbooked.isEmpty()) {
            return false;
        }
        var known =
                plan.accounts().stream()
                        .map(account -> source.externalId(account.id()))
                        .collect(Collectors.toSet());
        // Not more pages than there would be questions.
        return pages("/accounts?limit=1000")
                .limit(unbooked.size())
                .takeWhile(page -> !workers.stop().isRequested())
                .flatMap(page -> page.path("items").valueStream())
                .map(item -> text(item, "external_id"))
                .anyMatch(id -> source.mayOwn(id) && !known.contains(id));
    }

    private void compare(Customer customer) {
        var found = find("/customers", customer.id());
        if (found.isEmpty()) {
            return;
        }
        String id = found.get().path("customer_id").asString("");
        existing.customers().put(customer.id(), id);
        // As it was registered: whoever has moved since is still the same customer.
        JsonNode first = items("/customers/" + id + "/events?limit=1").getFirst().path("data");
        same(customer, "named", Bodies.nameOf(customer), text(first, "name"));
        same(customer, "of", customer.city(), text(first.path("address"), "city"));
    }

    private void same(Customer customer, String how, String expected, String actual) {
        if (!expected.equals(actual)) {
            badRows.add(
                    SourceFiles.CUSTOMERS,
                    customer.line(),
                    "customer \"%s\" is there, %s \"%s\" instead of \"%s\""
                            .formatted(customer.id(), how, actual, expected));
        }
    }

    private void compare(Account account) {
        var found = find("/accounts", account.id());
        int booked = found.isEmpty() ? 0 : compare(account, found.get());
        account.transactions().stream().skip(booked).forEach(unbooked::add);
    }

    /** How many of its transactions are there. */
    private int compare(Account account, JsonNode found) {
        String id = text(found, "account_id");
        existing.accounts().put(account.id(), id);
        String owner = existing.customers().getOrDefault(account.customerId(), "");
        if (!text(found, "customer_id").equals(owner)) {
            differs(account, "of another owner: " + text(found, "owner_name"));
        }
        if (!text(found, "currency").equals(Bodies.CURRENCY)) {
            differs(account, "in %s instead of %s".formatted(text(found, "currency"), "CZK"));
        }
        var events = all("/accounts/" + id + "/events?limit=1000");
        String openedOn = text(metadata(events.getFirst()), Bodies.OPENED_ON);
        if (!openedOn.isEmpty() && !openedOn.equals(account.openedOn().toString())) {
            differs(account, "opened on %s instead of %s".formatted(openedOn, account.openedOn()));
        }
        int booked = compareTransactions(account, events);
        learnBalances(id, events);
        if (booked < account.transactions().size()) {
            checkRoomForMore(account, found);
        }
        return booked;
    }

    /** What is missing here is asked for by sending it again. */
    private void learnBalances(String accountId, List<JsonNode> events) {
        var balances = new HashMap<Long, String>();
        all("/accounts/" + accountId + "/transactions?axis=recorded&limit=1000")
                .forEach(movement ->
                        balances.put(
                                movement.path("version").asLong(-1),
                                text(movement, "balance_after")));
        for (var event : events) {
            String transaction = text(metadata(event), Bodies.TRANSACTION_ID);
            var balance = balances.get(event.path("version").asLong(-1));
            if (!transaction.isEmpty() && balance != null) {
                existing.balances().put(transaction, balance);
            }
        }
    }

    private void checkRoomForMore(Account account, JsonNode found) {
        if (text(found, "status").equals("closed")) {
            differs(account, "closed");
        }
        var limit = new BigDecimal(found.path("overdraft_limit").asString("0"));
        if (limit.compareTo(account.neededLimit()) < 0) {
            differs(
                    account,
                    "with an overdraft limit of %s, the data needs %s; a limit is given when an account is opened (--overdraft-limit) and does not change"
                            .formatted(
                                    limit.toPlainString(), account.neededLimit().toPlainString()));
        }
    }

    private void differs(Account account, String how) {
        badRows.add(
                SourceFiles.ACCOUNTS,
                account.line(),
                "account \"%s\" is there, %s".formatted(account.id(), how));
    }

    private int compareTransactions(Account account, List<JsonNode> events) {
        int booked = 0;
        for (var event : events) {
            String id = text(metadata(event), Bodies.TRANSACTION_ID);
            if (id.isEmpty()) {
                continue;
            }
            if (booked == account.transactions().size()) {
                differs(account, "with more transactions than the file, such as \"" + id + "\"");
                return booked;
            }
            var expected = account.transactions().get(booked);
            if (!isSame(expected, event)) {
                badRows.add(
                        SourceFiles.TRANSACTIONS,
                        expected.line(),
                        "account \"%s\" has another transaction \"%s\" in the place of \"%s\""
                                .formatted(account.id(), id, expected.id()));
                return account.transactions().size();
            }
            booked++;
        }
        return booked;
    }

    private boolean isSame(Transaction expected, JsonNode event) {
        var data = event.path("data");
        var body = new Bodies(source).transaction(expected);
        String type = expected.kind().isCredit() ? "MoneyDeposited" : "MoneyWithdrawn";
        return text(event, "type").equals(type)
                && data.path("amount").path("amount").equals(body.get("amount"))
                && data.path("effective_date").equals(body.get("effective_date"))
                && metadata(event).equals(body.get("metadata"));
    }

    /** A refusal is remembered under its key, too, and told again when the row is sent. */
    private void checkUnused(Transaction transaction) {
        if (workers.stop().isRequested()) {
            return;
        }
        String key = source.key("transaction", transaction.id());
        var answer = bank.get("/commands?idempotency_key=" + SourceName.encoded(key));
        if (answer.isSuccess() && answer.body().path("status").asInt() < 400) {
            badRows.add(
                    SourceFiles.TRANSACTIONS,
                    transaction.line(),
                    "transaction \"%s\" is booked in another account".formatted(transaction.id()));
        }
    }

    private Optional<JsonNode> find(String things, String id) {
        String externalId = source.externalId(id);
        return items(things + EXTERNAL_ID + SourceName.encoded(externalId)).stream()
                .filter(item -> text(item, "external_id").equals(externalId))
                .findFirst();
    }

    private List<JsonNode> all(String path) {
        return pages(path).flatMap(page -> page.path("items").valueStream()).toList();
    }

    /** Asked for one by one, as they are taken. */
    private Stream<JsonNode> pages(String path) {
        return Stream.iterate(
                        Optional.of(get(path)),
                        Optional::isPresent,
                        page -> page.flatMap(before -> next(path, before)))
                .flatMap(Optional::stream);
    }

    private Optional<JsonNode> next(String path, JsonNode page) {
        String cursor = text(page, "next_cursor");
        return cursor.isEmpty()
                ? Optional.empty()
                : Optional.of(get(path + "&cursor=" + SourceName.encoded(cursor)));
    }

    private List<JsonNode> items(String path) {
        return get(path).path("items").valueStream().toList();
    }

    private JsonNode get(String path) {
        var answer = bank.get(path);
        if (!answer.isSuccess()) {
            throw new RefusedException(answer.refusal());
        }
        return answer.body();
    }

    private static JsonNode metadata(JsonNode event) {
        return event.path("data").path("metadata");
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asString("");
    }
}
