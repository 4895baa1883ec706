package dev.rastro.bank.server.demo;

import dev.rastro.bank.server.http.Request;
import dev.rastro.bank.server.http.Response;
import dev.rastro.bank.server.http.Route;
import dev.rastro.bank.server.http.json.Fields;
import dev.rastro.bank.server.http.json.JsonBody;
import dev.rastro.bank.server.http.problem.ProblemCode;
import dev.rastro.bank.server.http.request.QueryParameters;
import dev.rastro.engine.command.CommandHandler;
import dev.rastro.engine.store.EventStore;

import org.jspecify.annotations.Nullable;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * The demo in a running bank: the year, where it is missing, and then one small thing at a time.
 */
public final class LiveDemo implements AutoCloseable {

    private static final Logger LOG = System.getLogger(LiveDemo.class.getName());
    private static final String PATH = "/api/v1/admin/demo";
    private static final int PAUSE_MILLIS_MIN = 120;
    private static final int PAUSE_MILLIS_MAX = 900;

    private final EventStore store;
    private final InstantSource clock;
    private final Desk desk;
    private final CountDownLatch stop = new CountDownLatch(1);

    private volatile boolean allowed;
    private @Nullable DemoMark begun;
    private @Nullable Thread thread;

    public LiveDemo(EventStore store, CommandHandler handler, InstantSource clock) {
        this.store = store;
        this.clock = clock;
        this.desk = new Desk(handler);
    }

    public List<Route> routes() {
        return List.of(Route.get(PATH, this::get), Route.post(PATH, this::start));
    }

    /** Lets people fill the bank while it runs; nobody's earnest log gets a demo by mistake. */
    public void allow() {
        allowed = true;
    }

    private Response get(Request request) {
        QueryParameters.of(request, Set.of());
        return Response.json(200, Map.of("allowed", allowed));
    }

    private Response start(Request request) {
        QueryParameters.of(request, Set.of());
        JsonBody.parseOptional(request.body()).read(Fields::nothing);
        if (!allowed) {
            throw ProblemCode.DEMO_NOT_ALLOWED
                    .because("the server was started without --demo or --allow-demo")
                    .exception();
        }
        try {
            var body = new LinkedHashMap<String, Object>();
            var mark = begin();
            body.put("seed", mark.seed());
            body.put("year_end", mark.yearEnd());
            return Response.json(202, body);
        } catch (ForeignDataException e) {
            throw ProblemCode.BANK_NOT_EMPTY.because(String.valueOf(e.getMessage())).exception();
        }
    }

    /**
     * Begins, unless it has begun.
     *
     * @throws ForeignDataException if the log is not the demo's
     */
    public void start() {
        allow();
        var unused = begin();
    }

    private synchronized DemoMark begin() {
        var known = begun;
        if (known != null) {
            return known;
        }
        var mark = DemoMark.read(store).orElseGet(() -> DemoHistory.mark(clock, true));
        begun = mark;
        thread = Thread.ofVirtual().name("demo").start(() -> live(mark));
        return mark;
    }

    private void live(DemoMark mark) {
        try {
            if (mark.atOnce()) {
                var backdating =
                        new Backdating(LocalDate.ofInstant(mark.yearEnd(), ZoneOffset.UTC));
                var teller = new Storyteller(store, desk, at -> {}, () -> stop.getCount() == 0);
                int unused = teller.tell(mark, backdating::of);
            }
            trickle(mark);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the demo has ended; start it again to go on", e);
            forget();
        }
    }

    private synchronized void forget() {
        begun = null;
    }

    private void trickle(DemoMark mark) {
        var town = mark.town();
        town.tellYear(known -> {});
        var random = ThreadLocalRandom.current();
        while (!stopsWithin(random.nextInt(PAUSE_MILLIS_MIN, PAUSE_MILLIS_MAX))) {
            var now = Instant.ofEpochMilli(clock.millis());
            town.tellMoment(
                    random.nextLong(),
                    now,
                    command -> {
                        var unused = desk.serve(command);
                    });
        }
    }

    private boolean stopsWithin(int millis) {
        try {
            return stop.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Finishes the command at hand. */
    @Override
    public void close() {
        stop.countDown();
        var running = running();
        try {
            if (running != null) {
                running.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Thread running() {
        return thread;
    }
}
