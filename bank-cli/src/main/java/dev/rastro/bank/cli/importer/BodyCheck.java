package dev.rastro.bank.cli.importer;

import dev.rastro.bank.cli.importer.ImportPlan.Account;
import dev.rastro.bank.cli.importer.ImportPlan.Transaction;
import dev.rastro.bank.server.account.AccountBodies;
import dev.rastro.bank.server.customer.CustomerCommands;
import dev.rastro.web.body.Body;
import dev.rastro.web.problem.ProblemException;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.function.Consumer;

/** Reads what will be sent as the bank will read it: what it would refuse is a bad row. */
final class BodyCheck {

    private static final BigDecimal BALANCE_MAX =
            BigDecimal.valueOf(Long.MAX_VALUE, SourceRow.MONEY_SCALE);

    private final Bodies bodies;
    private final LocalDate latest;
    private final BadRows badRows;

    /**
     * @param latest the last day on which a transaction may take effect
     */
    BodyCheck(Bodies bodies, LocalDate latest, BadRows badRows) {
        this.bodies = bodies;
        this.latest = latest;
        this.badRows = badRows;
    }

    void check(ImportPlan plan) {
        for (var customer : plan.customers()) {
            check(
                    SourceFiles.CUSTOMERS,
                    customer.line(),
                    bodies.customer(customer),
                    CustomerCommands::checkRegistration);
        }
        plan.accounts().forEach(this::check);
    }

    private void check(Account account) {
        check(
                SourceFiles.ACCOUNTS,
                account.line(),
                bodies.account(account, account.customerId()),
                AccountBodies::checkOpening);
        var balance = BigDecimal.ZERO;
        for (var transaction : account.transactions()) {
            balance = balance.add(transaction.signedAmount());
            check(transaction, balance);
        }
    }

    private void check(Transaction transaction, BigDecimal balance) {
        if (transaction.date().isAfter(latest)) {
            badRows.add(
                    SourceFiles.TRANSACTIONS,
                    transaction.line(),
                    "date \"%s\" is after %s, the last day on which a transaction may take effect"
                            .formatted(transaction.date(), latest));
        }
        if (balance.abs().compareTo(BALANCE_MAX) > 0) {
            badRows.add(
                    SourceFiles.TRANSACTIONS,
                    transaction.line(),
                    "makes the balance larger than the bank can count");
        }
        check(
                SourceFiles.TRANSACTIONS,
                transaction.line(),
                bodies.transaction(transaction),
                AccountBodies::checkMovement);
    }

    private void check(String file, long line, ObjectNode body, Consumer<Body> rules) {
        try {
            rules.accept(Body.of(JsonMapper.shared().writeValueAsBytes(body)));
        } catch (ProblemException e) {
            badRows.add(file, line, e.problem().detail());
        }
    }
}
