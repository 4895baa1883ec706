package dev.rastro.bank.server.account.readmodel;

import dev.rastro.bank.account.AccountEvent;
import dev.rastro.bank.account.AccountEvent.AccountOpened;
import dev.rastro.bank.account.Accounts;
import dev.rastro.bank.server.account.readmodel.AccountTable.Beginning;
import dev.rastro.bank.server.account.readmodel.MilestoneTable.Milestone;
import dev.rastro.bank.server.shared.readmodel.Ddl;
import dev.rastro.bank.server.shared.readmodel.NameTable;
import dev.rastro.bank.server.shared.readmodel.ReadModels;
import dev.rastro.engine.decider.EventCodec;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.postgres.projection.Projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Account summaries, their transactions with the running balance, milestones from which the past is
 * added up, and since when accounts have been moved. A batch is added up in memory, so an account
 * costs one write per batch, however many events it had.
 */
public final class AccountsProjection implements Projection {

    private final EventCodec<AccountEvent> codec;

    public AccountsProjection(EventCodec<AccountEvent> codec) {
        this.codec = codec;
    }

    @Override
    public String name() {
        return ReadModels.ACCOUNTS;
    }

    @Override
    public int version() {
        return 4;
    }

    @Override
    public List<String> tables() {
        return List.of(
                "account", "transaction", "account_milestone", "account_beginning", "account_name");
    }

    @Override
    public String ddl() {
        return Ddl.read(AccountsProjection.class, "accounts.sql");
    }

    @Override
    public String indexes() {
        return Ddl.read(AccountsProjection.class, "accounts-indexes.sql");
    }

    /** A transfer has a row on each side, and each comes from that side's own event. */
    @Override
    public boolean isPerStream() {
        return true;
    }

    @Override
    public void apply(Connection connection, List<RecordedEvent> events) throws SQLException {
        var ours =
                events.stream()
                        .filter(it -> it.stream().category().equals(Accounts.CATEGORY.name()))
                        .toList();
        if (ours.isEmpty()) {
            return;
        }
        Set<String> touched = new LinkedHashSet<>();
        ours.forEach(event -> touched.add(event.stream().id()));
        var accounts = AccountTable.find(connection, touched);
        var transactions = new ArrayList<TransactionRow>();
        var milestones = new ArrayList<Milestone>();
        var beginnings = new ArrayList<Beginning>();
        var names = new LinkedHashMap<String, String>();
        for (var recorded : ours) {
            var event = codec.decode(recorded.data());
            var after = after(accounts, recorded, event);
            var transaction = TransactionRow.of(recorded, event, after);
            if (transaction.isPresent()) {
                transactions.add(transaction.get());
                if (MilestoneTable.isOne(after.transactionCount())) {
                    milestones.add(new Milestone(after, recorded.position()));
                }
            }
            var before = accounts.put(after.accountId(), after);
            Beginning.of(before, after, recorded.position()).ifPresent(beginnings::add);
            if (event instanceof AccountOpened opened) {
                names.put(after.accountId(), opened.ownerName());
            }
        }
        AccountTable.save(connection, List.copyOf(accounts.values()));
        TransactionTable.insert(connection, transactions, accounts);
        MilestoneTable.insert(connection, milestones);
        AccountTable.insert(connection, beginnings);
        NameTable.insert(connection, "account_name", names);
    }

    private static AccountRow after(
            Map<String, AccountRow> accounts, RecordedEvent recorded, AccountEvent event) {
        var before = accounts.get(recorded.stream().id());
        if (before != null) {
            return before.with(recorded, event);
        }
        if (event instanceof AccountOpened opened) {
            return AccountRow.opened(recorded, opened);
        }
        throw new IllegalStateException(recorded.stream() + " does not begin with its opening");
    }
}
