package dev.rastro.bank.server.shared.live;

import dev.rastro.bank.server.shared.query.EventView;
import dev.rastro.bank.server.shared.query.LogPosition;
import dev.rastro.engine.store.StoreException;
import dev.rastro.engine.subscription.EventSource;
import dev.rastro.web.Request;
import dev.rastro.web.Response;
import dev.rastro.web.json.JsonWriter;
import dev.rastro.web.problem.HttpProblem;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/**
 * The log as server-sent events. The id of each is its position, so a client that comes back with
 * {@code Last-Event-ID} misses nothing and hears nothing twice.
 */
public final class LiveStreams implements AutoCloseable {

    public static final String MEDIA_TYPE = "text/event-stream";

    private static final int OPEN_MAX = 5_000;
    private static final int PAGE_SIZE = 500;
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);
    private static final byte[] NOTHING = ":\n\n".getBytes(StandardCharsets.UTF_8);
    private static final Pattern POSITION = Pattern.compile("0|[1-9][0-9]{0,17}");

    private final EventSource log;
    private final Semaphore places;
    private final Set<Thread> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public LiveStreams(EventSource log) {
        this(log, OPEN_MAX);
    }

    LiveStreams(EventSource log, int openMax) {
        this.log = log;
        this.places = new Semaphore(openMax);
    }

    /** What follows a batch in which there was something for the client. */
    public interface Afterword {
        void write(OutputStream out, long position) throws IOException;
    }

    /**
     * Where the client wants to go on: after its last event, which it names when it comes back with
     * the address that it came with first; or else where the address says; or else at the end of
     * the log.
     */
    public long start(Request request, OptionalLong after) {
        var last = request.headers().first("Last-Event-ID");
        if (last.isEmpty() && after.isEmpty()) {
            return log.committed().position();
        }
        long position = last.map(LiveStreams::position).orElseGet(after::getAsLong);
        LogPosition.requireReached(position, log);
        return position;
    }

    private static long position(String lastEventId) {
        if (!POSITION.matcher(lastEventId).matches()) {
            throw HttpProblem.INVALID_PARAMETER
                    .because("Last-Event-ID must be the id of an event of ours")
                    .with("parameter", "Last-Event-ID")
                    .exception();
        }
        return Long.parseLong(lastEventId);
    }

    public Response follow(Request request, long after, Wanted wanted, Afterword afterword) {
        if (request.method().equals("HEAD")) {
            return Response.streaming(MEDIA_TYPE, out -> {});
        }
        if (closed) {
            throw HttpProblem.SHUTTING_DOWN
                    .because("the server is stopping")
                    .retryAfter(KEEP_ALIVE)
                    .exception();
        }
        if (!places.tryAcquire()) {
            throw HttpProblem.OVERLOADED
                    .because("no more streams can be opened")
                    .retryAfter(KEEP_ALIVE)
                    .exception();
        }
        return Response.streaming(MEDIA_TYPE, new Live(after, wanted, afterword));
    }

    public static void send(OutputStream out, long id, String type, Object data)
            throws IOException {
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

    /** One stream, which holds a place from the moment that it is made. */
    private final class Live implements Response.Stream {

        private final Wanted wanted;
        private final Afterword afterword;
        private final AtomicBoolean over = new AtomicBoolean();
        private long position;
        private long saidAt;

        Live(long after, Wanted wanted, Afterword afterword) {
            this.position = after;
            this.wanted = wanted;
            this.afterword = afterword;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            open.add(Thread.currentThread());
            try {
                // Headers travel with the first bytes: the client shall know at once that it is
                // heard.
                out.write(NOTHING);
                afterword.write(out, position);
                flush(out);
                while (!closed) {
                    goOn(out);
                }
            } catch (InterruptedException e) {
                // Closed: the client comes back to another server, and misses nothing.
            } catch (StoreException e) {
                throw new IOException("the stream ends with its store", e);
            } finally {
                open.remove(Thread.currentThread());
            }
        }

        private void goOn(OutputStream out) throws IOException, InterruptedException {
            if (log.committed().await(position + 1, KEEP_ALIVE) && sendPage(out)) {
                flush(out);
            } else if (System.nanoTime() - saidAt >= KEEP_ALIVE.toNanos()) {
                // Tells proxies, and us, whether the client is still there.
                out.write(NOTHING);
                flush(out);
            }
        }

        /**
         * @return whether there was something for the client
         */
        private boolean sendPage(OutputStream out) throws IOException {
            var page = wanted.read(position, PAGE_SIZE);
            if (page.upTo() <= position) {
                throw new StoreException(
                        "the log has nothing after %d any more".formatted(position));
            }
            for (var event : page.events()) {
                send(out, event.position(), event.data().type(), EventView.of(event));
            }
            position = page.upTo();
            if (page.events().isEmpty()) {
                return false;
            }
            afterword.write(out, position);
            return true;
        }

        private void flush(OutputStream out) throws IOException {
            out.flush();
            saidAt = System.nanoTime();
        }

        @Override
        public void close() {
            if (over.compareAndSet(false, true)) {
                places.release();
            }
        }
    }
}
