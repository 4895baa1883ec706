package dev.rastro.web.wire;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hangs up on clients that keep us waiting: for a request, for the rest of one or its body, or for
 * taking our answer. Timeouts of the connections would look from one byte to the next only.
 */
public final class Clients implements Connection.Listener, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Clients.class.getName());
    private static final long SERVED = 0;
    private static final long GIVEN_UP = -1;

    /** Looks in the time that is granted. */
    private static final int LOOKS = 10;

    private final Map<EndPoint, Client> all = new ConcurrentHashMap<>();
    private final long start = System.nanoTime();
    private final long patienceNanos;

    /** One thread that looks again and again, in place of a timer for each client. */
    private final ScheduledExecutorService looking =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name("hang-up").factory());

    /**
     * @param patience how long we wait; it may be a tenth more
     */
    public Clients(Duration patience) {
        patienceNanos = patience.toNanos();
        long pause = patienceNanos / LOOKS;
        var unused =
                looking.scheduleWithFixedDelay(this::hangUp, pause, pause, TimeUnit.NANOSECONDS);
    }

    /** Somebody who is on the line. */
    public final class Client {
        private final EndPoint line;

        /** Since when we wait, in nanoseconds of ours; or one of the constants. */
        private final AtomicLong waiting = new AtomicLong(ours(System.nanoTime()));

        private Client(EndPoint line) {
            this.line = line;
        }

        /** We wait for something new from now on. */
        public void awaited() {
            turn(ours(System.nanoTime()));
        }

        /**
         * Nothing is missing: it is the client who waits.
         *
         * @return false if we have just hung up
         */
        public boolean served() {
            return turn(SERVED);
        }

        private boolean turn(long next) {
            long since = waiting.get();
            return since != GIVEN_UP && waiting.compareAndSet(since, next);
        }

        private void hangUpIfSilentSince(long time) {
            long since = waiting.get();
            if (since > SERVED && since < time && waiting.compareAndSet(since, GIVEN_UP)) {
                close();
            }
        }

        /** Whoever reads or writes there gets an exception. */
        private void close() {
            try {
                line.close();
            } catch (RuntimeException e) {
                // Or else all the others could keep us waiting from now on.
                LOG.log(System.Logger.Level.WARNING, "hanging up", e);
            }
        }
    }

    /** Above both constants, also for those who call at once. */
    private long ours(long nanoTime) {
        return nanoTime - start + 1;
    }

    @Override
    public void onOpened(Connection connection) {
        all.put(connection.getEndPoint(), new Client(connection.getEndPoint()));
    }

    @Override
    public void onClosed(Connection connection) {
        all.remove(connection.getEndPoint());
    }

    /** The one at the other end; for one who has just left, somebody whom nobody waits for. */
    public Client at(EndPoint line) {
        var client = all.get(line);
        return client == null ? new Client(line) : client;
    }

    private void hangUp() {
        long time = ours(System.nanoTime() - patienceNanos);
        all.values().forEach(client -> client.hangUpIfSilentSince(time));
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
