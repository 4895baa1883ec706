package dev.rastro.benchmarks.peer;

import dev.rastro.benchmarks.measure.Contender;
import dev.rastro.benchmarks.measure.Contest;
import dev.rastro.benchmarks.measure.Contest.Subject;
import dev.rastro.benchmarks.measure.Ratios;
import dev.rastro.benchmarks.measure.Result;
import dev.rastro.benchmarks.scenario.Cluster;
import dev.rastro.benchmarks.scenario.Scenario;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Appends of single events, and loads of streams of 1,000, beside event stores of others. */
public final class PeersScenario implements Scenario {

    private static final List<Integer> CALLERS = List.of(1, 64, 256);
    private static final List<Integer> CALLERS_QUICK = List.of(1, 64);
    private static final List<Integer> LOADING_CALLERS = List.of(1, 16);
    private static final long FIRST_TO_LOAD = 1L << 40;
    private static final int STREAMS_TO_LOAD = 20;
    private static final int EVENTS_TO_LOAD = 1_000;

    /** For the three pools together, the database has connections enough. */
    private static final int READERS = 8;

    @Override
    public String name() {
        return "peers";
    }

    @Override
    public List<Result> run(Cluster cluster, Contest contest, boolean quick) throws Exception {
        var peers = new ArrayList<Peer>();
        try {
            addPeers(peers, cluster, contest);
            var appends = peers.stream().map(PeerAppends::new).toList();
            var results = new ArrayList<Result>();
            var callers = contest.callersOr(quick ? CALLERS_QUICK : CALLERS);
            results.addAll(compare(contest, "append", appends, callers));
            results.addAll(loads(contest, peers, appends, quick));
            for (var contender : appends) {
                contender.verify();
            }
            return results;
        } finally {
            peers.forEach(Peer::close);
        }
    }

    private static void addPeers(List<Peer> peers, Cluster cluster, Contest contest)
            throws SQLException {
        peers.add(new RastroPeer(cluster.newHome(READERS)));
        peers.add(new AxonPeer(cluster.newPool()));
        peers.add(new PekkoPeer(cluster.newUrl()));
        var unwanted = peers.stream().filter(peer -> !contest.wants(peer.name())).toList();
        unwanted.forEach(Peer::close);
        peers.removeAll(unwanted);
    }

    private List<Result> loads(
            Contest contest, List<Peer> peers, List<PeerAppends> appends, boolean quick)
            throws Exception {
        int events = quick ? EVENTS_TO_LOAD / 10 : EVENTS_TO_LOAD;
        var streams = new PeerLoads.Streams(FIRST_TO_LOAD, STREAMS_TO_LOAD, events);
        for (var filler : appends) {
            contest.environment().progress().show("filling streams of " + filler.name());
            filler.fill(streams.first(), streams.count(), events);
        }
        var loads = peers.stream().map(peer -> new PeerLoads(peer, streams)).toList();
        return compare(contest, "load of %,d".formatted(events), loads, LOADING_CALLERS);
    }

    /** Warmed up by as many callers as there will be: each has streams of its own. */
    private List<Result> compare(
            Contest contest, String what, List<? extends Contender> contenders, List<Integer> loads)
            throws Exception {
        contest.warmUp(contenders, Collections.max(loads));
        var results = new ArrayList<Result>();
        for (int callers : loads) {
            var subject = new Subject(name(), "%s, %,d callers".formatted(what, callers), "events");
            results.addAll(Ratios.of(RastroPeer.NAME, contest.run(subject, contenders, callers)));
        }
        return results;
    }
}
