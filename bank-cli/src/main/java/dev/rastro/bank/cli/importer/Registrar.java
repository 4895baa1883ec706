package dev.rastro.bank.cli.importer;

import dev.rastro.bank.cli.importer.Comparison.Existing;
import dev.rastro.bank.cli.importer.ImportPlan.Account;
import dev.rastro.bank.cli.importer.ImportPlan.Customer;
import dev.rastro.bank.cli.importer.ImportPlan.Transaction;
import dev.rastro.bank.cli.importer.client.BankAnswer;
import dev.rastro.bank.cli.importer.client.BankAnswer.RefusedException;
import dev.rastro.bank.cli.importer.client.BankClient;

import java.util.Optional;

/**
 * Registers customers, opens accounts and books transactions under keys that the source's ids make.
 * Customers and accounts that are there already are used.
 */
final class Registrar {

    private final BankClient bank;
    private final Bodies bodies;
    private final Existing existing;

    /**
     * @param existing what was found to be what the plan says
     */
    Registrar(BankClient bank, Bodies bodies, Existing existing) {
        this.bank = bank;
        this.bodies = bodies;
        this.existing = existing;
    }

    /** What the bank had after it, if it is booked. */
    Optional<String> balanceAfter(Transaction transaction) {
        return Optional.ofNullable(existing.balances().get(transaction.id()));
    }

    BankAnswer book(Transaction transaction, String accountId) {
        String verb = transaction.kind().isCredit() ? "deposit" : "withdraw";
        return bank.post(
                "/accounts/" + accountId + "/" + verb,
                bodies.source().key("transaction", transaction.id()),
                bodies.transaction(transaction));
    }

    /** The bank's id of the customer. */
    String register(Customer customer) {
        String known = existing.customers().get(customer.id());
        if (known != null) {
            return known;
        }
        String key = bodies.source().key("customer", customer.id());
        return idIn(bank.post("/customers", key, bodies.customer(customer)), "customer_id");
    }

    /** The bank's id of the account. */
    String open(Account account, String customerId) {
        String known = existing.accounts().get(account.id());
        if (known != null) {
            return known;
        }
        String key = bodies.source().key("account", account.id());
        return idIn(bank.post("/accounts", key, bodies.account(account, customerId)), "account_id");
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
}
