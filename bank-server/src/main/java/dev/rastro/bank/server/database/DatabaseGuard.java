package dev.rastro.bank.server.database;

import dev.rastro.bank.server.shared.problem.ProblemCode;
import dev.rastro.embedded.DatabaseState;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.AppendResult;
import dev.rastro.engine.store.EventStore;
import dev.rastro.engine.store.RecordedReceipt;
import dev.rastro.engine.store.StoreException;
import dev.rastro.web.Request;
import dev.rastro.web.Response;
import dev.rastro.web.Route;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Turns away at once what the database cannot take at the moment; nobody waits for that. */
public final class DatabaseGuard {

    private static final Duration DOWN_DELAY = Duration.ofSeconds(1);
    private static final Duration FULL_DELAY = Duration.ofSeconds(30);

    /** They take no room, or make some. */
    private static final Set<String> ALLOWED_WHEN_FULL = Set.of("pause", "resume", "drop-retired");

    private final Supplier<DatabaseState> state;

    public DatabaseGuard(Supplier<DatabaseState> state) {
        this.state = state;
    }

    /** The same operation, where it can be done. */
    public Route before(Route route) {
        return switch (route.lane()) {
            case BOUNDED -> route.handledBy(request -> handle(route, request));
            case WHILE_OPEN, ALWAYS -> route;
        };
    }

    private Response handle(Route route, Request request) {
        var now = state.get();
        if (now == DatabaseState.DOWN) {
            throw ProblemCode.STORE_UNAVAILABLE
                    .because("the database is down and being started; nothing was done")
                    .retryAfter(DOWN_DELAY)
                    .exception();
        }
        if (now == DatabaseState.FULL && takesRoom(route)) {
            throw ProblemCode.STORAGE_FULL
                    .because("the disk has little room left; nothing was done")
                    .retryAfter(FULL_DELAY)
                    .exception();
        }
        return route.handler().handle(request);
    }

    private static boolean takesRoom(Route route) {
        var template = route.template();
        return !route.method().equals("GET")
                && !ALLOWED_WHEN_FULL.contains(template.substring(template.lastIndexOf('/') + 1));
    }

    /** The same store, for those whose commands do not come by a route. */
    public EventStore before(EventStore store) {
        return new GuardedStore(store, state);
    }

    private record GuardedStore(EventStore store, Supplier<DatabaseState> state)
            implements EventStore {

        @Override
        public CompletableFuture<AppendResult> submit(Append append) {
            if (state.get() == DatabaseState.FULL) {
                return CompletableFuture.failedFuture(
                        new StoreException("the disk has little room left; nothing was written"));
            }
            return store.submit(append);
        }

        @Override
        public List<RecordedEvent> readStream(StreamName stream, long afterVersion, int limit) {
            return store.readStream(stream, afterVersion, limit);
        }

        @Override
        public List<RecordedEvent> readAll(long afterPosition, int limit) {
            return store.readAll(afterPosition, limit);
        }

        @Override
        public long lastPosition() {
            return store.lastPosition();
        }

        @Override
        public Optional<RecordedReceipt> findReceipt(UUID key) {
            return store.findReceipt(key);
        }
    }
}
