package dev.rastro.bank.server.admin;

import dev.rastro.bank.server.shared.problem.ProblemCode;
import dev.rastro.engine.postgres.process.ProcessHost;
import dev.rastro.engine.postgres.projection.ProjectionHost;
import dev.rastro.web.Request;
import dev.rastro.web.Response;
import dev.rastro.web.Route;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

/**
 * Whether the process lives, and whether it can take work. Commands and most reads go on while a
 * read model stands still, on every node alike: that is told, and keeps nobody from being ready.
 */
final class Health {

    private static final Duration ANSWER_WITHIN = Duration.ofMillis(1_500);
    private static final String UP = "up";
    private static final String DEGRADED = "degraded";

    private final DatabaseProbe database;
    private final Supplier<Optional<String>> store;
    private final List<ProjectionHost> projections;
    private final List<ProcessHost> processes;

    /**
     * @param database not the pool that commands and queries use: a full pool is no illness
     * @param store why nothing can be appended any more, by this process
     */
    Health(
            DataSource database,
            Supplier<Optional<String>> store,
            List<ProjectionHost> projections,
            List<ProcessHost> processes) {
        this.database = new DatabaseProbe(database);
        this.store = store;
        this.projections = List.copyOf(projections);
        this.processes = List.copyOf(processes);
    }

    List<Route> routes() {
        return List.of(
                Route.get("/health/live", request -> Response.json(200, Map.of("status", UP)))
                        .always(),
                Route.get("/health/ready", this::ready).whileOpen());
    }

    private Response ready(Request request) {
        var checks = new LinkedHashMap<String, String>();
        checks.put("store", store.get().or(() -> database.error(ANSWER_WITHIN)).orElse(UP));
        checks.put("read_models", all(projections, Health::errorOf));
        checks.put("processes", all(processes, Health::errorOf));
        if (!UP.equals(checks.get("store"))) {
            throw ProblemCode.NOT_READY
                    .because("not everything is up: " + checks)
                    .with("checks", checks)
                    .retryAfter(Duration.ofSeconds(1))
                    .exception();
        }
        var body = new LinkedHashMap<String, Object>();
        body.put("status", checks.values().stream().allMatch(UP::equals) ? UP : DEGRADED);
        body.put("checks", checks);
        return Response.json(200, body);
    }

    private static <T> String all(List<T> parts, Function<T, Stream<String>> errors) {
        var found = parts.stream().flatMap(errors).collect(Collectors.joining("; "));
        return found.isEmpty() ? UP : found;
    }

    private static Stream<String> errorOf(ProjectionHost projection) {
        if (projection.isPaused()) {
            return Stream.of(projection.name() + " is paused");
        }
        return projection.lastError().map(why -> projection.name() + " fails").stream();
    }

    private static Stream<String> errorOf(ProcessHost process) {
        return process.lastError().map(why -> process.name() + " fails").stream();
    }
}
