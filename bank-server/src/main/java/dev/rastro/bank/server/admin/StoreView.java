package dev.rastro.bank.server.admin;

import dev.rastro.engine.command.CommandHandler;
import dev.rastro.engine.postgres.figures.StoreSize;
import dev.rastro.engine.postgres.log.PostgresEventStore;
import dev.rastro.engine.store.Distribution;

import java.util.List;

/** What the store holds, and, since this process started, how it was used. */
record StoreView(
        long events,
        long streams,
        BytesView bytes,
        GrowthView growth,
        SnapshotsView snapshots,
        CacheView stateCache,
        ReplayView replay,
        AppendsView appends) {

    record BytesView(
            long total,
            long eventTable,
            long eventIndexes,
            long streams,
            long receipts,
            long snapshots,
            long perEvent) {

        static BytesView of(StoreSize size) {
            return new BytesView(
                    size.totalBytes(),
                    size.eventTableBytes(),
                    size.eventIndexBytes(),
                    size.streamBytes(),
                    size.receiptBytes(),
                    size.snapshotBytes(),
                    size.bytesPerEvent());
        }
    }

    record GrowthView(long eventsLastHour, long eventsLastDay) {}

    /**
     * @param loads states that were built, by whatever means
     * @param hits those that began with a snapshot
     */
    record SnapshotsView(long count, long loads, long hits, int hitPercent) {}

    record CacheView(long lookups, long hits, int hitPercent) {}

    record ReplayView(
            long events,
            long eventsPerSecond,
            LatencyView latencyMicros,
            List<RangeView> latencyRanges) {}

    record AppendsView(
            long count,
            LatencyView latencyMicros,
            List<RangeView> latencyRanges,
            long batches,
            List<BatchView> batchSizes) {

        static AppendsView of(Distribution latency, Distribution batches) {
            return new AppendsView(
                    latency.count(),
                    LatencyView.of(latency),
                    RangeView.of(latency),
                    batches.count(),
                    batches.ranges().stream()
                            .map(range -> new BatchView(range.atMost(), range.count()))
                            .toList());
        }
    }

    record LatencyView(long p50, long p90, long p99, long p999, long max) {

        static LatencyView of(Distribution latency) {
            return new LatencyView(
                    latency.percentile(500),
                    latency.percentile(900),
                    latency.percentile(990),
                    latency.percentile(999),
                    latency.percentile(1_000));
        }
    }

    record BatchView(long atMost, long batches) {}

    record RangeView(long atMost, long count) {

        static List<RangeView> of(Distribution distribution) {
            return distribution.ranges().stream()
                    .map(range -> new RangeView(range.atMost(), range.count()))
                    .toList();
        }
    }

    static StoreView of(StoreSize size, CommandHandler handler, PostgresEventStore store) {
        var figures = handler.stats();
        var loads = handler.loadMicros();
        long lookups = figures.cacheHits() + figures.loads();
        return new StoreView(
                size.events(),
                size.streams(),
                BytesView.of(size),
                new GrowthView(size.lastHour(), size.lastDay()),
                new SnapshotsView(
                        size.snapshots(),
                        figures.loads(),
                        figures.snapshotHits(),
                        percent(figures.snapshotHits(), figures.loads())),
                new CacheView(lookups, figures.cacheHits(), percent(figures.cacheHits(), lookups)),
                new ReplayView(
                        figures.eventsReplayed(),
                        Math.round(figures.eventsPerSecond()),
                        LatencyView.of(loads),
                        RangeView.of(loads)),
                AppendsView.of(store.latencyMicros(), store.batchSizes()));
    }

    private static int percent(long part, long whole) {
        return whole == 0 ? 0 : (int) (100 * part / whole);
    }
}
