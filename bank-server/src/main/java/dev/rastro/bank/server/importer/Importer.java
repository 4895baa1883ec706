package dev.rastro.bank.server.importer;

import dev.rastro.bank.server.importer.BankAnswer.RefusedException;
import dev.rastro.bank.server.importer.ImportPlan.Account;
import dev.rastro.bank.server.importer.ImportPlan.Customer;
import dev.rastro.bank.server.importer.ImportPlan.Transaction;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Carries a plan out: all customers, then the accounts side by side, each with its transactions one
 * after another. The idempotency keys remember what is done, so there is no state of our own.
 */
final class Importer {
    private final BankClient bank;
    private final Workers workers;
    private final Tally tally;
    private final Progress progress;
    private final Registrar registrar;
    private final Map<String, String> customerIds = new ConcurrentHashMap<>();

    Importer(BankClient bank, Workers workers, Tally tally, Progress progress) {
        this.bank = bank;
        this.workers = workers;
        this.tally = tally;
        this.progress = progress;
        this.registrar = new Registrar(bank, workers.stop());
    }

    void carryOut(ImportPlan plan) {
        progress.begin("customers", plan.customers().size());
        workers.each(plan.customers(), this::register);
        if (!workers.stop().isRequested()) {
            progress.begin("transactions", plan.transactionCount());
            workers.each(plan.accounts(), this::replay);
        }
    }

    private void register(Customer customer) {
        try {
            customerIds.put(customer.id(), registrar.register(customer));
            tally.customer();
        } catch (RefusedException e) {
            fail("customer " + customer.id(), e);
        }
        progress.advance();
    }

    private void replay(Account account) {
        String customerId = customerIds.get(account.customerId());
        if (customerId == null) {
            tally.failure("account " + account.id() + ": its customer could not be registered");
            return;
        }
        try {
            String accountId = registrar.open(account, customerId);
            tally.account();
            bookAll(account, accountId);
        } catch (RefusedException e) {
            fail("account " + account.id(), e);
        }
    }

    /** The first refusal ends the account's history: all that follows builds on that balance. */
    private void bookAll(Account account, String accountId) {
        for (Transaction transaction : account.transactions()) {
            if (workers.stop().isRequested()) {
                return;
            }
            book(transaction, account.id(), accountId);
            progress.advance();
        }
    }

    private void book(Transaction transaction, String sourceAccountId, String accountId) {
        String verb = transaction.kind().isCredit() ? "deposit" : "withdraw";
        BankAnswer answer =
                bank.post(
                        "/accounts/" + accountId + "/" + verb,
                        Registrar.key("transaction", transaction.id()),
                        body(transaction));
        if (!answer.isSuccess()) {
            throw new RefusedException("transaction " + transaction.id() + ": " + answer.refusal());
        }
        if (answer.replayed()) {
            tally.replay();
        }
        compare(transaction, sourceAccountId, answer.text("balance"));
    }

    private void compare(Transaction transaction, String sourceAccountId, String balance) {
        if (isEqual(transaction.balanceAfter(), balance)) {
            tally.match();
        } else {
            tally.difference(
                    "transaction %s (account %s): expected %s, got %s"
                            .formatted(
                                    transaction.id(),
                                    sourceAccountId,
                                    transaction.balanceAfter().toPlainString(),
                                    balance.isEmpty() ? "no balance" : balance));
        }
    }

    private static boolean isEqual(BigDecimal expected, String balance) {
        try {
            return expected.compareTo(new BigDecimal(balance)) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static ObjectNode body(Transaction transaction) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("amount", transaction.amount().toPlainString());
        body.put("currency", Registrar.CURRENCY);
        body.put("description", transaction.kind().description());
        body.put("effective_date", transaction.date().toString());
        ObjectNode metadata = body.putObject("metadata");
        metadata.put("kind", transaction.kind().sourceName());
        metadata.put("source_transaction_id", transaction.id());
        putIfPresent(metadata, "counterparty_bank", transaction.counterpartyBank());
        putIfPresent(metadata, "counterparty_account", transaction.counterpartyAccount());
        return body;
    }

    private static void putIfPresent(ObjectNode metadata, String field, String value) {
        if (!value.isEmpty()) {
            metadata.put(field, value);
        }
    }

    private void fail(String what, RefusedException refusal) {
        tally.failure(what + ": " + refusal.getMessage());
    }
}
