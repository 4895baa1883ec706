package dev.rastro.benchmarks.http;

import dev.rastro.benchmarks.measure.OpenLoop;

import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/** Deposits that begin when they are due, over as many connections as there are. */
final class OpenDeposits {

    private final Deposits deposits;
    private final BlockingQueue<Integer> free;
    private final LongAdder unsent = new LongAdder();

    OpenDeposits(Deposits deposits, int connections) {
        this.deposits = deposits;
        this.free =
                new ArrayBlockingQueue<>(
                        connections, false, IntStream.range(0, connections).boxed().toList());
    }

    /** For a client who waits for a connection: that wait counts, as it does for him. */
    OpenLoop.Operation patient() {
        return (random, due) -> over(free.take(), random, due);
    }

    /** For a client who goes away when all connections are taken. */
    OpenLoop.Operation impatient() {
        return (random, due) -> {
            var connection = free.poll();
            if (connection == null) {
                unsent.increment();
                return -1;
            }
            return over(connection, random, due);
        };
    }

    private long over(Integer connection, SplittableRandom random, long due) throws IOException {
        try {
            return deposits.send(connection, random) ? System.nanoTime() - due : -1;
        } finally {
            free.add(connection);
        }
    }

    /** How many went away. */
    long unsent() {
        return unsent.sum();
    }
}
