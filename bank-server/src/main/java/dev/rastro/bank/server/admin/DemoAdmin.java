package dev.rastro.bank.server.admin;

import dev.rastro.bank.server.demo.Demo;
import dev.rastro.bank.server.demo.ForeignDataException;
import dev.rastro.bank.server.shared.problem.ProblemCode;
import dev.rastro.engine.command.CommandHandler;
import dev.rastro.engine.store.EventStore;
import dev.rastro.web.Request;
import dev.rastro.web.Response;
import dev.rastro.web.Route;
import dev.rastro.web.json.Fields;
import dev.rastro.web.json.JsonBody;
import dev.rastro.web.request.QueryParameters;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The demo, where whoever started the server has brought one and allows it. */
public final class DemoAdmin implements AutoCloseable {

    private static final String PATH = "/api/v1/admin/demo";

    private final EventStore store;
    private final CommandHandler handler;
    private final InstantSource clock;
    private volatile Demo.@Nullable Live allowed;

    public DemoAdmin(EventStore store, CommandHandler handler, InstantSource clock) {
        this.store = store;
        this.handler = handler;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(Route.get(PATH, this::get), Route.post(PATH, this::start));
    }

    /** Lets people fill the bank while it runs; nobody's earnest log gets a demo by mistake. */
    public void allow(Demo demo) {
        allowed = demo.in(store, handler, clock);
    }

    /**
     * Begins at once.
     *
     * @throws ForeignDataException if the log is not the demo's
     */
    public void start(Demo demo) {
        var live = demo.in(store, handler, clock);
        allowed = live;
        var unused = live.begin();
    }

    private Response get(Request request) {
        QueryParameters.of(request, Set.of());
        return Response.json(200, Map.of("allowed", allowed != null));
    }

    private Response start(Request request) {
        QueryParameters.of(request, Set.of());
        JsonBody.parseOptional(request.body()).read(Fields::nothing);
        var live = allowed;
        if (live == null) {
            throw ProblemCode.DEMO_NOT_ALLOWED
                    .because("the server was started without --demo or --allow-demo")
                    .exception();
        }
        try {
            return Response.json(202, live.begin());
        } catch (ForeignDataException e) {
            throw ProblemCode.BANK_NOT_EMPTY.because(String.valueOf(e.getMessage())).exception();
        }
    }

    @Override
    public void close() {
        var live = allowed;
        if (live != null) {
            live.close();
        }
    }
}
