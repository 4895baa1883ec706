package dev.rastro.benchmarks.peer;

import dev.rastro.benchmarks.measure.Caller;
import dev.rastro.benchmarks.measure.Contender;

/** Whole streams, read and decoded. */
record PeerLoads(Peer peer, PeerLoads.Streams streams) implements Contender {

    /** Numbered one after another, all of the same length. */
    record Streams(long first, int count, int events) {}

    @Override
    public String name() {
        return peer.name();
    }

    @Override
    public int operate(Caller caller) throws Exception {
        long stream = streams.first() + caller.random().nextInt(streams.count());
        int loaded = peer.load(stream);
        if (loaded != streams.events()) {
            throw new IllegalStateException(
                    "%s read %d events of %d".formatted(name(), loaded, streams.events()));
        }
        return loaded;
    }
}
