package dev.rastro.bank.cli.importer;

import dev.rastro.bank.cli.importer.ImportPlan.Account;
import dev.rastro.bank.cli.importer.ImportPlan.Customer;
import dev.rastro.bank.cli.importer.ImportPlan.Transaction;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is sent for each row. Frozen: a repeated key is answered only for the same body. */
record Bodies(SourceName source) {

    static final String CURRENCY = "CZK";
    static final String TRANSACTION_ID = "source_transaction_id";
    static final String OPENED_ON = "opened_on";

    static String nameOf(Customer customer) {
        return "Customer " + customer.id();
    }

    ObjectNode customer(Customer customer) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("name", nameOf(customer));
        body.putObject("address").put("city", customer.city());
        body.put("external_id", source.externalId(customer.id()));
        return body;
    }

    /**
     * @param customerId the bank's
     */
    ObjectNode account(Account account, String customerId) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("customer_id", customerId);
        body.put("currency", CURRENCY);
        body.put("overdraft_limit", account.overdraftLimit().toPlainString());
        body.put("external_id", source.externalId(account.id()));
        body.putObject("metadata").put(OPENED_ON, account.openedOn().toString());
        return body;
    }

    ObjectNode transaction(Transaction transaction) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("amount", transaction.amount().toPlainString());
        body.put("currency", CURRENCY);
        body.put("description", transaction.kind().description());
        body.put("effective_date", transaction.date().toString());
        ObjectNode metadata = body.putObject("metadata");
        metadata.put("kind", transaction.kind().sourceName());
        metadata.put(TRANSACTION_ID, transaction.id());
        putIfPresent(metadata, "counterparty_bank", transaction.counterpartyBank());
        putIfPresent(metadata, "counterparty_account", transaction.counterpartyAccount());
        return body;
    }

    private static void putIfPresent(ObjectNode metadata, String field, String value) {
        if (!value.isEmpty()) {
            metadata.put(field, value);
        }
    }
}
