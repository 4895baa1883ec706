package dev.rastro.benchmarks.http;

import dev.rastro.benchmarks.fixture.Cluster;
import dev.rastro.benchmarks.measure.Contender;
import dev.rastro.benchmarks.measure.Contest;
import dev.rastro.benchmarks.measure.Contest.Turn;
import dev.rastro.benchmarks.measure.Load;
import dev.rastro.benchmarks.measure.Sample;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Deposits over HTTP into 200 accounts whose streams keep growing, each under its own key. */
public final class DepositScenario {

    private static final int CONNECTIONS_AT_PEAK = 256;

    /** More than the server handles at a time, which is 4,096 requests. */
    private static final int CONNECTIONS_OVERLOADED = 6_000;

    private DepositScenario() {}

    /** Beside the same server that only echoes, now and after 200,000 events more. */
    public static void run(Cluster cluster, Contest contest) throws Exception {
        try (var bank = ServedBank.start(cluster);
                var echo = EchoServer.start()) {
            var toEcho = new Deposits(echo.port(), bank.accountIds());
            var echoing = new Contender("bare server, echo", toEcho::send, toEcho::close, () -> {});
            var contenders = List.of(bank.contender(), echoing);
            contest.warmUp(contenders, CONNECTIONS_AT_PEAK);
            measure(contest, bank, contenders);
            long wanted = bank.events() + contest.pick(2_000, 200_000);
            while (contest.wants(ServedBank.NAME) && bank.events() < wanted) {
                contest.warmUp(List.of(bank.contender()), CONNECTIONS_AT_PEAK);
            }
            measure(contest, bank, contenders);
            Contest.verify(contenders);
        }
    }

    /** As fast as the answers come, and then at half that rate without waiting for answers. */
    private static void measure(Contest contest, ServedBank bank, List<Contender> contenders)
            throws Exception {
        long events = bank.events() / 1_000 * 1_000;
        for (int connections : contest.callers(List.of(32, CONNECTIONS_AT_PEAK))) {
            var load = "%d connections, %,d events".formatted(connections, events);
            var results = contest.run(load, "deposits", contenders, connections);
            if (contest.wants(ServedBank.NAME)) {
                int rate = (int) results.getFirst().median().perSecond() / 2;
                var arrivals = bank.deposits().arrivals(connections, true);
                var open = Load.open(rate, contest.options().time(), arrivals);
                var turn = new Turn("rastro, begun at %,d/s".formatted(rate), open, bank::settle);
                var unused = contest.run(load, "deposits", List.of(turn));
            }
        }
    }

    /**
     * Four times as many deposits as the server can take, begun at a fixed rate over more
     * connections than it has places: what it still gets done, whether all others are refused with
     * {@code Retry-After}, and whether its memory stays flat.
     */
    public static void overload(Cluster cluster, Contest contest) throws Exception {
        try (var bank = ServedBank.start(cluster)) {
            var closed = List.of(bank.contender());
            contest.warmUp(closed, CONNECTIONS_AT_PEAK);
            var peak = contest.run("at its peak", "deposits", closed, CONNECTIONS_AT_PEAK);
            int rate = 4 * (int) peak.getFirst().median().perSecond();
            var deposits = bank.deposits();
            deposits.connect(CONNECTIONS_OVERLOADED);
            var memory = new ArrayList<Memory>();
            Contender.Step settle =
                    () -> {
                        memory.add(Memory.read());
                        bank.settle();
                        deposits.connect(CONNECTIONS_OVERLOADED);
                    };
            var arrivals = deposits.arrivals(CONNECTIONS_OVERLOADED, false);
            var open = Load.open(rate, contest.options().time(), arrivals);
            var turn = new Turn("rastro, begun at %,d/s".formatted(rate), open, settle);
            var result = contest.run("4 × peak", "deposits", List.of(turn)).getFirst();
            long refused = result.rounds().stream().mapToLong(Sample::refused).sum();
            result.add("no connection free", (double) deposits.unsent());
            result.add("refused", (double) (refused - deposits.unsent()));
            result.add("heap MiB, first round", memory.getFirst().heap());
            result.add("heap MiB, last round", memory.getLast().heap());
            result.add("resident MiB, first round", memory.getFirst().resident());
            result.add("resident MiB, last round", memory.getLast().resident());
            Contest.verify(closed);
        }
    }

    /** MiB that this process holds: heap after a collection, and in all where the system tells. */
    private record Memory(double heap, double resident) {

        private static final Path STATUS = Path.of("/proc/self/status");

        static Memory read() throws IOException {
            System.gc();
            double heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            var status = Files.exists(STATUS) ? Files.readString(STATUS) : "VmRSS: 0 kB\n";
            double resident = Long.parseLong(status.replaceAll("(?s).*VmRSS:\\s+(\\d+).*", "$1"));
            return new Memory(heap / 1024 / 1024, resident / 1024);
        }
    }
}
