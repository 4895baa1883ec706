package dev.rastro.bank.server.standingorder;

import dev.rastro.bank.account.Accounts;
import dev.rastro.bank.server.shared.Capability;
import dev.rastro.bank.server.shared.Environment;
import dev.rastro.bank.server.shared.readmodel.ReadModels;
import dev.rastro.bank.standingorder.StandingOrders;
import dev.rastro.web.Routes;

import java.util.List;

/** Standing orders, and the process that pays them. */
public final class StandingOrderCapability {

    private StandingOrderCapability() {}

    public static Capability of(Environment bank) {
        var codec = bank.codecs().events(StandingOrders.CATEGORY);
        var orders = new StandingOrders(bank.handler());
        var projection = bank.run(new StandingOrdersProjection(codec));
        var pool = bank.database().projections();
        var process =
                bank.run(
                        new StandingOrderProcess(
                                orders,
                                new StandingOrderReader(pool, projection.applied()),
                                codec,
                                bank.tools()));
        var commands =
                new StandingOrderCommands(
                        orders, new Accounts(bank.handler()), bank.settings(), bank.tools());
        var queries =
                new StandingOrderQueries(
                        new StandingOrderReader(bank.database().queries(), projection.applied()),
                        bank.queriedStore(),
                        bank.freshness(ReadModels.STANDING_ORDERS),
                        bank.freshness(ReadModels.ACCOUNTS));
        return new Capability(
                Routes.of(commands.routes(), queries.routes()).all(),
                List.of(projection),
                List.of(process));
    }
}
