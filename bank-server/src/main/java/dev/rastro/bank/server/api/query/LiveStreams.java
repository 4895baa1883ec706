package dev.rastro.bank.server.api.query;

import dev.rastro.bank.server.http.Request;
import dev.rastro.bank.server.http.Response;
import dev.rastro.bank.server.http.json.JsonWriter;
import dev.rastro.bank.server.http.problem.ProblemCode;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.postgres.log.PostgresEventStore;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The log as server-sent events. The id of each is its position, so a client that comes back with
 * {@code Last-Event-ID} misses nothing and hears nothing twice.
 */
public final class LiveStreams implements AutoCloseable {

    static final String MEDIA_TYPE = "text/event-stream";

    private static final int OPEN_MAX = 5_000;
    private static final int PAGE_SIZE = 500;
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);
    private static final byte[] NOTHING = ":\n\n".getBytes(StandardCharsets.UTF_8);
    private static final Pattern POSITION = Pattern.compile("0|[1-9][0-9]{0,17}");

    private final PostgresEventStore store;
    private final Semaphore places = new Semaphore(OPEN_MAX);
    private final Set<Thread> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public LiveStreams(PostgresEventStore store) {
        this.store = store;
    }

    /** What follows a batch in which there was something for the client. */
    interface Afterword {
        void write(OutputStream out, long position) throws IOException;
    }

    /** Where the client wants to go on: after its last event, or else at the end of the log. */
    long start(Request request) {
        var last = request.headers().first("Last-Event-ID");
        if (last.isEmpty()) {
            return store.committed().position();
        }
        if (!POSITION.matcher(last.get()).matches()) {
            throw ProblemCode.INVALID_PARAMETER
                    .because("Last-Event-ID must be the id of an event of ours")
                    .with("parameter", "Last-Event-ID")
                    .exception();
        }
        return Long.parseLong(last.get());
    }

    Response follow(
            Request request, long after, Predicate<RecordedEvent> wanted, Afterword afterword) {
        if (request.method().equals("HEAD")) {
            return Response.streaming(MEDIA_TYPE, out -> {});
        }
        if (closed || !places.tryAcquire()) {
            throw ProblemCode.OVERLOADED
                    .because("no more streams can be opened")
                    .retryAfter(KEEP_ALIVE)
                    .exception();
        }
        return Response.streaming(
                MEDIA_TYPE,
                out -> {
                    open.add(Thread.currentThread());
                    try {
                        write(out, after, wanted, afterword);
                    } catch (InterruptedException e) {
                        // Closed: the client comes back to another server, and misses nothing.
                    } finally {
                        open.remove(Thread.currentThread());
                        places.release();
                    }
                });
    }

    private void write(
            OutputStream out, long after, Predicate<RecordedEvent> wanted, Afterword afterword)
            throws IOException, InterruptedException {
        long position = after;
        // The headers travel with the first bytes: the client shall know at once that it is heard.
        out.write(NOTHING);
        afterword.write(out, position);
        out.flush();
        while (!closed) {
            var events = store.readAll(position, PAGE_SIZE);
            boolean any = false;
            for (var event : events) {
                if (wanted.test(event)) {
                    send(out, event.position(), event.data().type(), Representations.of(event));
                    any = true;
                }
                position = event.position();
            }
            if (any) {
                afterword.write(out, position);
                out.flush();
            } else if (events.isEmpty() && !store.committed().await(position + 1, KEEP_ALIVE)) {
                // Tells proxies, and us, whether the client is still there.
                out.write(NOTHING);
                out.flush();
            }
        }
    }

    static void send(OutputStream out, long id, String type, Object data) throws IOException {
        var head = "id: %d\nevent: %s\ndata: ".formatted(id, type);
        out.write(head.getBytes(StandardCharsets.UTF_8));
        out.write(JsonWriter.write(data).bytes());
        out.write("\n\n".getBytes(StandardCharsets.UTF_8));
    }

    /** Ends all streams. */
    @Override
    public void close() {
        closed = true;
        open.forEach(Thread::interrupt);
    }
}
