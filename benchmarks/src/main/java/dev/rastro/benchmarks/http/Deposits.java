package dev.rastro.benchmarks.http;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Sends deposits to a server, and keeps count of what was acknowledged. */
final class Deposits implements Closeable {

    private static final int CREATED = 201;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    private final int port;
    private final DepositRequest[] accounts;
    private final ConcurrentHashMap<Integer, Connection> connections = new ConcurrentHashMap<>();
    private final AtomicLong keys = new AtomicLong();
    private final LongAdder acknowledgedCents = new LongAdder();

    Deposits(int port, List<String> accountIds) {
        this.port = port;
        this.accounts =
                accountIds.stream()
                        .map(id -> new DepositRequest(id, port))
                        .toArray(DepositRequest[]::new);
    }

    /**
     * One deposit over the connection with this number, which nobody else may be using.
     *
     * @return false if it was refused with 429 or 503 and {@code Retry-After}
     * @throws IllegalStateException if the answer was any other than 201
     */
    boolean send(int connection, SplittableRandom random) throws IOException {
        int cents = 1 + random.nextInt(DepositRequest.CENTS_MAX);
        var request = accounts[random.nextInt(accounts.length)].of(keys.incrementAndGet(), cents);
        var open = connection(connection);
        int status = open.statusOf(request);
        if (status == CREATED) {
            acknowledgedCents.add(cents);
            return true;
        }
        if ((status == TOO_MANY_REQUESTS || status == UNAVAILABLE) && open.had("Retry-After")) {
            return false;
        }
        throw new IllegalStateException("answered with " + status);
    }

    private Connection connection(int number) throws IOException {
        var known = connections.get(number);
        if (known != null) {
            return known;
        }
        var made = new Connection(port);
        connections.put(number, made);
        return made;
    }

    /** Opens connections before anything is measured. */
    void connect(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            var unused = connection(i);
        }
    }

    long acknowledgedCents() {
        return acknowledgedCents.sum();
    }

    /** Closes the connections; the next request opens another. */
    @Override
    public void close() throws IOException {
        for (var connection : connections.values()) {
            connection.close();
        }
        connections.clear();
    }
}
