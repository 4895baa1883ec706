package dev.rastro.benchmarks.peer;

import dev.rastro.benchmarks.measure.Caller;
import dev.rastro.benchmarks.measure.Contender;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/** Single events, each caller to some streams of its own in turn, so that nothing conflicts. */
final class PeerAppends implements Contender {

    private static final int STREAMS_PER_CALLER = 10;

    private final Peer peer;
    private final LongAdder acknowledged = new LongAdder();
    private final Map<Integer, Owned> owned = new ConcurrentHashMap<>();

    /** One caller's streams. */
    private static final class Owned {
        final long[] versions = new long[STREAMS_PER_CALLER];
        int next;
    }

    PeerAppends(Peer peer) {
        this.peer = peer;
    }

    @Override
    public String name() {
        return peer.name();
    }

    @Override
    public int operate(Caller caller) throws Exception {
        var streams = owned.computeIfAbsent(caller.number(), number -> new Owned());
        int chosen = streams.next++ % STREAMS_PER_CALLER;
        append((long) caller.number() * STREAMS_PER_CALLER + chosen, streams.versions[chosen]++);
        return 1;
    }

    private void append(long stream, long version) throws Exception {
        peer.append(stream, version);
        acknowledged.increment();
    }

    /** Fills streams, all at the same time. */
    void fill(long firstStream, int streams, int events) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var fillings =
                    IntStream.range(0, streams)
                            .mapToObj(i -> threads.submit(() -> fill(firstStream + i, events)))
                            .toList();
            for (Future<Integer> filling : fillings) {
                int unusedCount = filling.get();
            }
        }
    }

    private int fill(long stream, int events) throws Exception {
        for (int version = 0; version < events; version++) {
            append(stream, version);
        }
        return events;
    }

    @Override
    public void verify() throws Exception {
        long stored = peer.stored();
        if (stored != acknowledged.sum()) {
            throw new IllegalStateException(
                    "%s acknowledged %d events and stored %d"
                            .formatted(peer.name(), acknowledged.sum(), stored));
        }
    }
}
