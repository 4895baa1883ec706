package dev.rastro.bank.server.account;

import dev.rastro.bank.account.Accounts;
import dev.rastro.bank.server.account.readmodel.AccountReader;
import dev.rastro.bank.server.account.readmodel.AccountsProjection;
import dev.rastro.bank.server.account.timetravel.TimeTravel;
import dev.rastro.bank.server.shared.Capability;
import dev.rastro.bank.server.shared.Environment;
import dev.rastro.bank.server.shared.readmodel.ReadModels;
import dev.rastro.bank.transfer.Transfers;
import dev.rastro.web.Routes;

/** Accounts and what moves between them, today and in the past. */
public final class AccountCapability {

    private AccountCapability() {}

    public static Capability of(Environment bank) {
        var codec = bank.codecs().events(Accounts.CATEGORY);
        var projection = bank.run(new AccountsProjection(codec));
        var database = bank.database().queries();
        var store = bank.queriedStore();
        var reader = new AccountReader(database);
        var timeTravel = new TimeTravel(database, store, codec);
        var times = bank.times(ReadModels.ACCOUNTS);
        var commands =
                new AccountCommands(
                        new Accounts(bank.handler()),
                        new Transfers(bank.handler()),
                        bank.settings(),
                        bank.tools());
        var routes =
                Routes.of(
                        commands.routes(),
                        new AccountQueries(reader, timeTravel, store, times).routes(),
                        new AccountHistoryQueries(reader, timeTravel, times).routes(),
                        new AccountStream(store, reader, times, bank.live()).routes());
        return new Capability(routes.all(), projection);
    }
}
