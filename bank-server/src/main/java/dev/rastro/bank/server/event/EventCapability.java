package dev.rastro.bank.server.event;

import dev.rastro.bank.server.shared.Capability;
import dev.rastro.bank.server.shared.Environment;
import dev.rastro.bank.server.shared.readmodel.ReadModels;
import dev.rastro.web.Routes;

import java.util.List;

/** The log as it is recorded: events, the commands that led to them, and who sent those. */
public final class EventCapability {

    private EventCapability() {}

    public static Capability of(Environment bank) {
        var projection = bank.run(new AuditProjection());
        var database = bank.database().queries();
        var store = bank.queriedStore();
        var log = new IndexedLog(store, database, projection.applied());
        var audit =
                new AuditQueries(
                        new AuditLog(database),
                        bank.freshness(projection.name()),
                        List.of(
                                bank.freshness(ReadModels.ACCOUNTS),
                                bank.freshness(ReadModels.CUSTOMERS),
                                bank.freshness(ReadModels.STANDING_ORDERS)));
        var routes =
                Routes.of(
                        new EventQueries(log, bank.live()).routes(),
                        new CommandQueries(store).routes(),
                        audit.routes());
        return new Capability(routes.all(), projection);
    }
}
