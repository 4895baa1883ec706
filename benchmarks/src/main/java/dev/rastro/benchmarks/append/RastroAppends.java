package dev.rastro.benchmarks.append;

import dev.rastro.benchmarks.scenario.Cluster;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.postgres.log.PostgresEventStore;
import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.AppendResult.Appended;
import dev.rastro.engine.store.ExpectedVersion;
import dev.rastro.engine.store.StreamAppend;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Appends as Rastro does them: version checked, with a receipt, gapless positions. */
final class RastroAppends extends Appends {

    static final String NAME = "rastro";

    private final Cluster.Home home;
    private final PostgresEventStore store;

    RastroAppends(Cluster.Home home, Workload workload) {
        super(NAME, workload);
        this.home = home;
        this.store =
                new PostgresEventStore(
                        home.pool(),
                        home.writer(),
                        InstantSource.system(),
                        PostgresEventStore.Settings.DEFAULT);
    }

    @Override
    void append(Entry entry) {
        var part =
                new StreamAppend(
                        new StreamName("account", new UUID(0, entry.streamId()).toString()),
                        ExpectedVersion.exactly(entry.version()),
                        entry.events());
        var result = store.append(new Append(List.of(part), Optional.of(entry.receipt())));
        if (!(result instanceof Appended)) {
            throw new IllegalStateException("not appended: " + result);
        }
    }

    @Override
    Stored stored() throws SQLException {
        return new Stored(
                home.longOf("SELECT count(*) FROM rastro.event"),
                home.longOf("SELECT count(*) FROM rastro.receipt"));
    }

    @Override
    boolean keepsReceipts() {
        return true;
    }

    @Override
    Tally tally() {
        return new Tally(acknowledgedEvents(), store.batchSizes().count());
    }

    @Override
    public void close() {
        store.close();
        home.close();
    }
}
