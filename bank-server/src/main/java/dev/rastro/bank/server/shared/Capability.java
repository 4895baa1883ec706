package dev.rastro.bank.server.shared;

import dev.rastro.engine.postgres.process.ProcessHost;
import dev.rastro.engine.postgres.projection.ProjectionHost;
import dev.rastro.web.Route;

import java.util.List;
import java.util.stream.Stream;

/** What one capability brings to the running bank. */
public record Capability(
        List<Route> routes, List<ProjectionHost> projections, List<ProcessHost> processes) {

    public Capability {
        routes = List.copyOf(routes);
        projections = List.copyOf(projections);
        processes = List.copyOf(processes);
    }

    /** One without processes. */
    public Capability(List<Route> routes, ProjectionHost... projections) {
        this(routes, List.of(projections), List.of());
    }

    /** All that is projected: also the deadlines of the processes. */
    public Stream<ProjectionHost> allProjections() {
        return Stream.concat(projections.stream(), processes.stream().map(ProcessHost::deadlines));
    }
}
