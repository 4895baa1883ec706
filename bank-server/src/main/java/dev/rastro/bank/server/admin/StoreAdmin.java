package dev.rastro.bank.server.admin;

import dev.rastro.engine.command.CommandHandler;
import dev.rastro.engine.postgres.log.PostgresEventStore;
import dev.rastro.web.Request;
import dev.rastro.web.Response;
import dev.rastro.web.Route;
import dev.rastro.web.request.QueryParameters;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** The log in figures. */
final class StoreAdmin {

    private final PostgresEventStore store;
    private final CommandHandler handler;
    private final InstantSource clock;

    StoreAdmin(PostgresEventStore store, CommandHandler handler, InstantSource clock) {
        this.store = store;
        this.handler = handler;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(Route.get("/api/v1/admin/store", this::get));
    }

    private Response get(Request request) {
        QueryParameters.of(request, Set.of());
        var size = store.size(clock.instant());
        return Response.json(200, StoreView.of(size, handler, store));
    }
}
