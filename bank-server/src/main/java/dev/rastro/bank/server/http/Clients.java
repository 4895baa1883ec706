package dev.rastro.bank.server.http;

import dev.rastro.engine.store.Impatience;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hangs up on clients that keep us waiting: for a request, for the rest of one, or for its body.
 * Read timeouts of the sockets would set a timer for every request, and wake its thread twice.
 */
final class Clients implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Clients.class.getName());
    private static final long SERVED = 0;
    private static final long GIVEN_UP = -1;

    private final Map<SocketAddress, Client> all = new ConcurrentHashMap<>();
    private final long start = System.nanoTime();
    private final Impatience impatience;

    /**
     * @param patience how long we wait; it may be a tenth more
     */
    Clients(Duration patience) {
        this.impatience = new Impatience("hang-up", patience, this::hangUp);
    }

    /** Somebody who is on the line. */
    final class Client {
        private final SocketChannel channel;

        /** Since when we wait, in nanoseconds of ours; or one of the constants. */
        private final AtomicLong waiting = new AtomicLong(ours(System.nanoTime()));

        private Client(SocketChannel channel) {
            this.channel = channel;
        }

        /**
         * We wait for something new from now on.
         *
         * @return false if we have just hung up
         */
        boolean awaited() {
            return turn(ours(System.nanoTime()));
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

        private boolean isSilentSince(long time) {
            long since = waiting.get();
            return since > SERVED && since < time && waiting.compareAndSet(since, GIVEN_UP);
        }
    }

    /** Above both constants, also for those who call at once. */
    private long ours(long nanoTime) {
        return nanoTime - start + 1;
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

    private void hangUp(long silentSince) {
        long time = ours(silentSince);
        all.values().removeIf(client -> !client.channel.isOpen() || isHungUp(client, time));
    }

    private static boolean isHungUp(Client client, long time) {
        if (!client.isSilentSince(time)) {
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
        impatience.close();
    }
}
