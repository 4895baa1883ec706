package dev.rastro.benchmarks.http;

import dev.rastro.benchmarks.measure.Caller;
import dev.rastro.benchmarks.measure.Load.Arrival;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/** Sends deposits to a server, and keeps count of what was acknowledged. */
final class Deposits {

    private final int port;
    private final List<String> accountIds;
    private final Map<Integer, Connection> connections = new ConcurrentHashMap<>();
    private final AtomicLong keys = new AtomicLong();
    private final LongAdder acknowledgedCents = new LongAdder();
    private final LongAdder unsent = new LongAdder();

    Deposits(int port, List<String> accountIds) {
        this.port = port;
        this.accountIds = accountIds;
    }

    /** For callers with a connection each, who wait for the answer. */
    int send(Caller caller) throws IOException {
        if (!send(caller.number(), caller)) {
            throw new IllegalStateException("refused, although every client waits its turn");
        }
        return 1;
    }

    /**
     * For callers who come when they are due, and share so many connections.
     *
     * @param patient whether to wait for one, which counts as it does for them, or else to go away
     */
    Arrival arrivals(int connections, boolean patient) {
        var free = new LinkedBlockingQueue<>(IntStream.range(0, connections).boxed().toList());
        return (caller, due) -> {
            var connection = patient ? free.take() : free.poll();
            if (connection == null) {
                unsent.increment();
                return -1;
            }
            try {
                return send(connection, caller) ? System.nanoTime() - due : -1;
            } finally {
                free.add(connection);
            }
        };
    }

    /**
     * One deposit over a connection that nobody else may be using; any answer but 201 is an error.
     *
     * @return false if it was refused with 429 or 503 and {@code Retry-After}
     */
    private boolean send(int number, Caller caller) throws IOException {
        int cents = caller.random().nextInt(1, 1_000);
        var accountId = accountIds.get(caller.random().nextInt(accountIds.size()));
        var connection = connection(number);
        int status = connection.statusOf(request(accountId, cents));
        if (status == 201) {
            acknowledgedCents.add(cents);
            return true;
        }
        if ((status == 429 || status == 503) && !connection.header("Retry-After").isEmpty()) {
            return false;
        }
        throw new IllegalStateException("answered with " + status);
    }

    /** Each has a key of its own, and all have the same length. */
    private String request(String accountId, int cents) {
        return "POST /api/v1/accounts/"
                + accountId
                + "/deposit HTTP/1.1\r\nHost: 127.0.0.1:"
                + port
                + "\r\nContent-Type: application/json\r\nContent-Length: 43\r\nIdempotency-Key: "
                + HexFormat.of().toHexDigits(keys.incrementAndGet())
                + "\r\n\r\n{\"amount\":\""
                + (cents / 100)
                + (cents % 100 < 10 ? ".0" : ".")
                + (cents % 100)
                + "\",\"description\":\"benchmark\"}";
    }

    private Connection connection(int number) throws IOException {
        var known = connections.get(number);
        if (known == null) {
            known = new Connection(port);
            connections.put(number, known);
        }
        return known;
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

    /** How many callers went away. */
    long unsent() {
        return unsent.sum();
    }

    /** Closes the connections; the next request opens another. */
    void close() throws IOException {
        for (var connection : connections.values()) {
            connection.close();
        }
        connections.clear();
    }
}
