package dev.rastro.bank.server.api.admin;

import dev.rastro.bank.server.http.Request;
import dev.rastro.bank.server.http.Response;
import dev.rastro.bank.server.http.Route;
import dev.rastro.bank.server.http.problem.ProblemCode;
import dev.rastro.engine.postgres.projection.ProjectionHost;

import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

/** Whether the process lives, and whether it can do its work. */
public final class Health {

    private static final int VALID_SECONDS = 2;
    private static final String UP = "up";

    private final DataSource database;
    private final List<ProjectionHost> projections;

    /**
     * @param database not the pool that commands and queries use: a full pool is no illness
     */
    public Health(DataSource database, List<ProjectionHost> projections) {
        this.database = database;
        this.projections = projections;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/health/live", request -> Response.json(200, Map.of("status", UP)))
                        .always(),
                Route.get("/health/ready", this::ready).whileOpen());
    }

    private Response ready(Request request) {
        var checks = new LinkedHashMap<String, String>();
        checks.put("store", store());
        checks.put("read_models", readModels());
        if (!checks.values().stream().allMatch(UP::equals)) {
            throw ProblemCode.NOT_READY
                    .because("not everything is up: " + checks)
                    .with("checks", checks)
                    .retryAfter(Duration.ofSeconds(1))
                    .exception();
        }
        var body = new LinkedHashMap<String, Object>();
        body.put("status", UP);
        body.put("checks", checks);
        return Response.json(200, body);
    }

    private String store() {
        try (var connection = database.getConnection()) {
            return connection.isValid(VALID_SECONDS) ? UP : "the database does not answer";
        } catch (SQLException e) {
            return "the database cannot be reached";
        }
    }

    private String readModels() {
        return projections.stream()
                .filter(projection -> projection.trouble().isPresent())
                .map(projection -> "projection %s fails".formatted(projection.name()))
                .findFirst()
                .orElse(UP);
    }
}
