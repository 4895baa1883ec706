package dev.rastro.bank.server.importer;

import dev.rastro.bank.server.importer.BankAnswer.RefusedException;
import dev.rastro.bank.server.importer.ImportPlan.Account;
import dev.rastro.bank.server.importer.ImportPlan.Customer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Registers customers and opens accounts under the source's ids. What is there already under such
 * an id is used as it is, provided that it fits.
 */
final class Registrar {
    static final String CURRENCY = "CZK";

    // Lists are read models: a moment may pass until they show what a refusal already knows.
    private static final Duration LOOKUP_LIMIT = Duration.ofSeconds(5);

    private final BankClient bank;
    private final Patience lookup;

    Registrar(BankClient bank, StopSignal stop) {
        this.bank = bank;
        this.lookup = new Patience(LOOKUP_LIMIT, stop);
    }

    /**
     * A key that the source's own id decides, so that the same row is the same command for ever.
     */
    static String key(String thing, String sourceId) {
        return "import:" + thing + ":" + encoded(sourceId);
    }

    /** The bank's id of the customer. */
    String register(Customer customer) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("name", "Customer " + customer.id());
        body.putObject("address").put("city", customer.city());
        body.put("external_id", customer.id());
        BankAnswer answer = bank.post("/customers", key("customer", customer.id()), body);
        return isTaken(answer)
                ? find("customer", customer.id()).path("customer_id").asString("")
                : idIn(answer, "customer_id");
    }

    /** The bank's id of the account. */
    String open(Account account, String customerId) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("customer_id", customerId);
        body.put("currency", CURRENCY);
        body.put("overdraft_limit", account.overdraftLimit().toPlainString());
        body.put("external_id", account.id());
        body.putObject("metadata").put("opened_on", account.openedOn().toString());
        BankAnswer answer = bank.post("/accounts", key("account", account.id()), body);
        return isTaken(answer) ? fitting(account) : idIn(answer, "account_id");
    }

    private static boolean isTaken(BankAnswer answer) {
        return answer.isRefusal("external_id_taken") || answer.isRefusal("idempotency_key_reused");
    }

    private static String idIn(BankAnswer answer, String field) {
        if (!answer.isSuccess()) {
            throw new RefusedException(answer.refusal());
        }
        if (answer.text(field).isEmpty()) {
            throw new RefusedException("the answer has no " + field + "; is this our bank?");
        }
        return answer.text(field);
    }

    private String fitting(Account account) {
        JsonNode found = find("account", account.id());
        String currency = found.path("currency").asString("");
        if (!currency.equals(CURRENCY)) {
            throw new RefusedException(
                    "there is an account with this external id, in " + currency + ", not CZK");
        }
        String limit = found.path("overdraft_limit").asString("0");
        if (new BigDecimal(limit).compareTo(account.overdraftLimit()) < 0) {
            throw new RefusedException(
                    "there is an account with this external id, its overdraft limit is "
                            + limit
                            + ", the data needs "
                            + account.overdraftLimit().toPlainString());
        }
        return found.path("account_id").asString("");
    }

    private JsonNode find(String thing, String externalId) {
        Patience.Trial trial = lookup.begin();
        Optional<JsonNode> found = lookUp(thing, externalId);
        while (found.isEmpty() && trial.waitAtLeast(Duration.ZERO)) {
            found = lookUp(thing, externalId);
        }
        return found.orElseThrow(() ->
                new RefusedException(
                        "the idempotency key is taken by another import, and no "
                                + thing
                                + " has this external id"));
    }

    private Optional<JsonNode> lookUp(String thing, String externalId) {
        BankAnswer answer = bank.get("/" + thing + "s?external_id=" + encoded(externalId));
        if (!answer.isSuccess()) {
            throw new RefusedException(answer.refusal());
        }
        return answer.body()
                .path("items")
                .valueStream()
                .filter(item -> item.path("external_id").asString("").equals(externalId))
                .findFirst();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
