package dev.rastro.bank.server.admin;

import dev.rastro.bank.server.admin.operation.OperationLog;
import dev.rastro.bank.server.admin.operation.ProjectionOperation;
import dev.rastro.bank.server.shared.Capability;
import dev.rastro.bank.server.shared.Environment;
import dev.rastro.web.Routes;

import java.util.List;

/** The machinery: whether it runs, how far it is, and what can be done about it. */
public final class AdminCapability {

    private AdminCapability() {}

    /**
     * @param capabilities what there is to be run
     */
    public static Capability of(Environment bank, List<Capability> capabilities, DemoAdmin demo) {
        var projections = capabilities.stream().flatMap(Capability::allProjections).toList();
        var processes = capabilities.stream().flatMap(it -> it.processes().stream()).toList();
        var store = bank.store();
        var operations =
                new OperationLog(
                        store,
                        bank.codecs().events(ProjectionOperation.CATEGORY),
                        bank.tools().ids());
        var health = new Health(bank.database().probe(), store::lastError, projections, processes);
        var log = new StoreAdmin(bank.queriedStore(), bank.handler(), bank.tools().clock());
        return new Capability(
                Routes.of(
                                new ProjectionAdmin(projections, operations).routes(),
                                health.routes(),
                                demo.routes(),
                                log.routes())
                        .all());
    }
}
