package dev.rastro.bank.server.admin;

import dev.rastro.bank.server.admin.operation.OperationLog;
import dev.rastro.bank.server.admin.operation.ProjectionOperation.ParkedEventSkipped;
import dev.rastro.bank.server.shared.problem.ProblemCode;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.postgres.projection.ProjectionHost;
import dev.rastro.engine.postgres.projection.ProjectionHost.Skip;
import dev.rastro.engine.postgres.projection.catalog.ParkedStream;
import dev.rastro.web.Request;
import dev.rastro.web.Response;
import dev.rastro.web.Route;
import dev.rastro.web.json.Fields;
import dev.rastro.web.json.JsonBody;
import dev.rastro.web.problem.ProblemException;
import dev.rastro.web.request.QueryParameters;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Projections: how far they are, and pausing, rebuilding and mending them. */
final class ProjectionAdmin {

    private static final String PROJECTIONS = "/api/v1/admin/projections";
    private static final String PROJECTION = PROJECTIONS + "/{name}";

    /** Until there is authentication. */
    private static final String ACTOR = "anonymous";

    private static final int STREAM_LENGTH_MAX = 2 * StreamName.LENGTH_MAX + 1;
    private static final int REASON_LENGTH_MAX = 500;

    private final List<ProjectionHost> projections;
    private final OperationLog operations;

    ProjectionAdmin(List<ProjectionHost> projections, OperationLog operations) {
        this.projections = List.copyOf(projections);
        this.operations = operations;
    }

    List<Route> routes() {
        return List.of(
                Route.get(PROJECTIONS, this::list),
                Route.get(PROJECTION, this::get),
                Route.post(PROJECTION + "/rebuild", this::rebuild),
                Route.post(PROJECTION + "/pause", this::pause),
                Route.post(PROJECTION + "/resume", this::resume),
                Route.post(PROJECTION + "/retry-parked", this::retryParked),
                Route.post(PROJECTION + "/skip-parked", this::skipParked),
                Route.post(PROJECTION + "/drop-retired", this::dropRetired));
    }

    private Response list(Request request) {
        QueryParameters.of(request, Set.of());
        var body = new LinkedHashMap<String, Object>();
        body.put(
                "items",
                projections.stream().map(host -> ProjectionView.of(host.status())).toList());
        body.put("next_cursor", null);
        return Response.json(200, body);
    }

    private Response get(Request request) {
        QueryParameters.of(request, Set.of());
        return state(200, named(request));
    }

    private Response rebuild(Request request) {
        var compare =
                JsonBody.parseOptional(request.body())
                        .read(fields -> fields.optionalFlag("compare"))
                        .orElse(false);
        var host = named(request);
        if (!host.rebuild(compare)) {
            throw ProblemCode.REBUILD_UNDER_WAY
                    .because("%s is being rebuilt already".formatted(host.name()))
                    .exception();
        }
        return state(202, host);
    }

    private Response pause(Request request) {
        withoutBody(request);
        var host = named(request);
        host.pause();
        return state(200, host);
    }

    private Response resume(Request request) {
        withoutBody(request);
        var host = named(request);
        host.resume();
        return state(200, host);
    }

    private Response retryParked(Request request) {
        withoutBody(request);
        return Response.json(200, Map.of("streams_back", named(request).retryParked()));
    }

    private record Skipping(String stream, long version, String reason) {

        static Skipping of(Fields fields) {
            return new Skipping(
                    fields.text("stream", STREAM_LENGTH_MAX),
                    fields.positiveNumber("version"),
                    fields.text("reason", REASON_LENGTH_MAX));
        }
    }

    private Response skipParked(Request request) {
        QueryParameters.of(request, Set.of());
        var skipping = JsonBody.parse(request.body()).read(Skipping::of);
        var host = named(request);
        var stream =
                host.status().parked().stream()
                        .map(ParkedStream::stream)
                        .filter(it -> it.toString().equals(skipping.stream()))
                        .findFirst()
                        .orElseThrow(() -> notParked(skipping));
        var ids = request.ids();
        var metadata = new Metadata(ids.correlationId(), ids.requestId(), ACTOR);
        var outcome =
                host.skipParked(
                        stream,
                        skipping.version(),
                        (generation, parked) ->
                                operations.record(
                                        new ParkedEventSkipped(
                                                host.name(),
                                                generation,
                                                skipping.stream(),
                                                parked.firstVersion(),
                                                parked.firstPosition(),
                                                skipping.reason()),
                                        metadata));
        return switch (outcome) {
            case Skip.Skipped skipped -> state(200, host);
            case Skip.NotParked notParked -> throw notParked(skipping);
            case Skip.OtherVersion(long version) -> throw parkedAt(version, skipping);
        };
    }

    private static ProblemException notParked(Skipping skipping) {
        return ProblemCode.STREAM_NOT_PARKED
                .because("no stream %s is parked".formatted(skipping.stream()))
                .exception();
    }

    private static ProblemException parkedAt(long version, Skipping skipping) {
        return ProblemCode.PARKED_AT_OTHER_VERSION
                .because("%s is parked at version %d".formatted(skipping.stream(), version))
                .with("version", version)
                .exception();
    }

    private Response dropRetired(Request request) {
        withoutBody(request);
        return Response.json(200, Map.of("generations_dropped", named(request).dropRetired()));
    }

    private static void withoutBody(Request request) {
        JsonBody.parseOptional(request.body()).read(Fields::nothing);
    }

    private static Response state(int status, ProjectionHost host) {
        return Response.json(status, ProjectionView.of(host.status()));
    }

    private ProjectionHost named(Request request) {
        var name = request.pathParameter("name");
        return projections.stream()
                .filter(host -> host.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        ProblemCode.PROJECTION_NOT_FOUND
                                .because("there is no projection " + name)
                                .exception());
    }
}
