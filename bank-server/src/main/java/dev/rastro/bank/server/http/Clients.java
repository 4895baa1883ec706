package dev.rastro.bank.server.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hangs up on clients that keep us waiting: for a request, for the rest of one, or for its body.
 * Read timeouts of the sockets would set a timer for every request, and wake its thread twice.
 */
final class Clients implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Clients.class.getName());
    private static final int LOOKS = 10;
    private static final long SERVED = 0;
    private static final long GIVEN_UP = -1;

    private final Map<SocketAddress, Client> all = new ConcurrentHashMap<>();
    private final long patienceNanos;
    private final long start = System.nanoTime();
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * @param patience how long we wait; it may be a tenth more
     */
    Clients(Duration patience) {
        this.patienceNanos = patience.toNanos();
        Thread.ofVirtual().name("hang-up").start(this::run);
    }

    /** Somebody who is on the line. */
    final class Client {
        private final SocketChannel channel;

        /** Since when we wait, on the clock of {@link #now}; or one of the constants. */
        private final AtomicLong waiting = new AtomicLong(now());

        private Client(SocketChannel channel) {
            this.channel = channel;
        }

        /**
         * We wait for something new from now on.
         *
         * @return false if we have just hung up
         */
        boolean awaited() {
            return turn(now());
        }

        /**
         * Nothing is missing: it is the client who waits.
         *
         * @return false if we have just hung up
         */
        boolean served() {
            return turn(SERVED);
        }

        private boolean turn(long next) {
            long since = waiting.get();
            return since != GIVEN_UP && waiting.compareAndSet(since, next);
        }

        private boolean isSilent(long now) {
            long since = waiting.get();
            return since > SERVED
                    && now - since > patienceNanos
                    && waiting.compareAndSet(since, GIVEN_UP);
        }
    }

    private long now() {
        return System.nanoTime() - start + 1;
    }

    void add(SocketChannel channel) {
        try {
            all.put(channel.getRemoteAddress(), new Client(channel));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one who calls from there. */
    Client at(SocketAddress address) {
        var client = all.get(address);
        if (client == null) {
            throw new IllegalStateException("nobody calls from " + address);
        }
        return client;
    }

    private void run() {
        try {
            while (!closed.await(patienceNanos / LOOKS, TimeUnit.NANOSECONDS)) {
                long now = now();
                all.values().removeIf(client -> !client.channel.isOpen() || hangUp(client, now));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean hangUp(Client client, long now) {
        if (!client.isSilent(now)) {
            return false;
        }
        try {
            client.channel.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "hanging up", e);
        }
        return true;
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
