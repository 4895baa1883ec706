package dev.rastro.bank.server.customer;

import dev.rastro.bank.customer.Customers;
import dev.rastro.bank.server.shared.Capability;
import dev.rastro.bank.server.shared.Environment;
import dev.rastro.bank.server.shared.readmodel.ReadModels;
import dev.rastro.web.Routes;

/** Customers, and what their accounts hold together. */
public final class CustomerCapability {

    private CustomerCapability() {}

    public static Capability of(Environment bank) {
        var codec = bank.codecs().events(Customers.CATEGORY);
        var projection = bank.run(new CustomersProjection(codec));
        var store = bank.queriedStore();
        var commands =
                new CustomerCommands(
                        new Customers(bank.handler()), bank.settings(), bank.tools().ids());
        var queries =
                new CustomerQueries(
                        new CustomerReader(bank.database().queries()),
                        new CustomerTimeline(store, codec),
                        store,
                        new CustomerQueries.Shown(
                                bank.times(ReadModels.CUSTOMERS),
                                bank.freshness(ReadModels.ACCOUNTS)));
        return new Capability(Routes.of(commands.routes(), queries.routes()).all(), projection);
    }
}
