package dev.rastro.bank.cli.importer;

import dev.rastro.bank.cli.importer.ImportPlan.Account;
import dev.rastro.bank.cli.importer.ImportPlan.Customer;
import dev.rastro.bank.cli.importer.ImportPlan.Transaction;
import dev.rastro.bank.cli.importer.SourceRow.BadFieldException;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The three files of a folder, read and validated as a whole before anything is sent. */
final class SourceFiles {
    static final String CUSTOMERS = "customers.csv";
    static final String ACCOUNTS = "accounts.csv";
    static final String TRANSACTIONS = "transactions.csv";

    private final Path folder;
    private final Rules rules;
    private final BadRows badRows = new BadRows();

    private final Ids customerIds = new Ids();
    private final Ids accountIds = new Ids();
    private final Ids transactionIds = new Ids();
    private final List<Customer> customers = new ArrayList<>();
    private final List<Account> accounts = new ArrayList<>();
    private final Map<String, List<Transaction>> history = new HashMap<>();

    /**
     * What holds for all rows.
     *
     * @param latest the last day on which a transaction may take effect
     * @param limitAtLeast the overdraft limit of every account, unless its data needs a larger one
     */
    record Rules(SourceName source, LocalDate latest, BigDecimal limitAtLeast) {}

    SourceFiles(Path folder, Rules rules) {
        this.folder = folder;
        this.rules = rules;
    }

    /** The plan, or nothing when {@link #badRows()} has something to say. */
    Optional<ImportPlan> read() {
        customerIds.complete =
                table(CUSTOMERS).read(List.of("customer_id", "city"), this::customer);
        accountIds.complete =
                table(ACCOUNTS)
                        .read(List.of("account_id", "customer_id", "opened_on"), this::account);
        table(TRANSACTIONS)
                .read(
                        List.of(
                                "transaction_id",
                                "account_id",
                                "date",
                                "kind",
                                "amount",
                                "balance_after",
                                "counterparty_bank",
                                "counterparty_account"),
                        this::transaction);
        var plan = new ImportPlan(List.copyOf(customers), List.copyOf(accounts));
        if (badRows.isEmpty()) {
            new BodyCheck(new Bodies(rules.source()), rules.latest(), badRows).check(plan);
        }
        return badRows.isEmpty() ? Optional.of(plan) : Optional.empty();
    }

    BadRows badRows() {
        return badRows;
    }

    private SourceTable table(String name) {
        return new SourceTable(folder, name, badRows);
    }

    private void customer(SourceRow row) {
        String id = customerIds.declare(row, "customer_id");
        customers.add(new Customer(row.line(), id, row.text("city")));
    }

    private void account(SourceRow row) {
        String id = accountIds.declare(row, "account_id");
        String customerId = customerIds.refer(row, "customer_id");
        var transactions = history.computeIfAbsent(id, unseen -> new ArrayList<>());
        accounts.add(
                new Account(
                        row.line(),
                        id,
                        customerId,
                        row.date("opened_on"),
                        rules.limitAtLeast(),
                        transactions));
    }

    private void transaction(SourceRow row) {
        String id = transactionIds.declare(row, "transaction_id");
        String accountId = accountIds.refer(row, "account_id");
        var transaction =
                new Transaction(
                        row.line(),
                        id,
                        row.date("date"),
                        row.kind("kind"),
                        row.positiveMoney("amount"),
                        row.money("balance_after"),
                        row.optional("counterparty_bank"),
                        row.optional("counterparty_account"));
        history.computeIfAbsent(accountId, unseen -> new ArrayList<>()).add(transaction);
    }

    /** Ids that a file declares, those of bad rows included: one mistake is reported once. */
    private static final class Ids {
        private final Set<String> declared = new HashSet<>();
        private boolean complete;

        String declare(SourceRow row, String column) {
            String id = row.id(column);
            if (!declared.add(id)) {
                throw new BadFieldException(column + " \"" + id + "\" stands there twice");
            }
            return id;
        }

        String refer(SourceRow row, String column) {
            String id = row.id(column);
            if (complete && !declared.contains(id)) {
                throw new BadFieldException(column + " \"" + id + "\" is unknown");
            }
            return id;
        }
    }
}
