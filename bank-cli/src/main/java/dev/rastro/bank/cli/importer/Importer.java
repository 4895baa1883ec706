package dev.rastro.bank.cli.importer;

import dev.rastro.bank.cli.importer.ImportPlan.Account;
import dev.rastro.bank.cli.importer.ImportPlan.Customer;
import dev.rastro.bank.cli.importer.ImportPlan.Transaction;
import dev.rastro.bank.cli.importer.client.BankAnswer;
import dev.rastro.bank.cli.importer.client.BankAnswer.RefusedException;

import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Carries a plan out: all customers, then the accounts side by side, each with its transactions one
 * after another. The idempotency keys remember what is done, so there is no state of our own.
 */
final class Importer {
    private final Workers workers;
    private final Tally tally;
    private final Progress progress;
    private final Registrar registrar;
    private final Map<String, String> customerIds = new ConcurrentHashMap<>();

    Importer(Workers workers, Tally tally, Progress progress, Registrar registrar) {
        this.workers = workers;
        this.tally = tally;
        this.progress = progress;
        this.registrar = registrar;
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
        var known = registrar.balanceAfter(transaction);
        if (known.isPresent()) {
            tally.replay();
            compare(transaction, sourceAccountId, known.get());
            return;
        }
        BankAnswer answer = registrar.book(transaction, accountId);
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

    private void fail(String what, RefusedException refusal) {
        tally.failure(what + ": " + refusal.getMessage());
    }
}
