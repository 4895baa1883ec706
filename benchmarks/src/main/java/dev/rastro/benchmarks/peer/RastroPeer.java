package dev.rastro.benchmarks.peer;

import dev.rastro.bank.account.AccountEvent;
import dev.rastro.benchmarks.measure.Caller;
import dev.rastro.benchmarks.scenario.Cluster;
import dev.rastro.engine.event.Payload;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.postgres.log.PostgresEventStore;
import dev.rastro.engine.store.Append;
import dev.rastro.engine.store.AppendResult.Appended;
import dev.rastro.engine.store.ExpectedVersion;
import dev.rastro.engine.store.Receipt;
import dev.rastro.engine.store.StreamAppend;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Rastro's store, with a receipt per append and the audit metadata. */
final class RastroPeer implements Peer {

    static final String NAME = "rastro";
    private static final int PAGE_SIZE = 1_000;
    private static final Payload ANSWER =
            Payload.ofText("{\"status\":201,\"body\":{\"balance\":\"1234.56\"}}");

    private final Cluster.Home home;
    private final PostgresEventStore store;
    private final Deposits deposits = new Deposits();

    RastroPeer(Cluster.Home home) {
        this.home = home;
        this.store =
                new PostgresEventStore(
                        home.pool(),
                        home.writer(),
                        InstantSource.system(),
                        PostgresEventStore.Settings.DEFAULT);
    }

    private static StreamName stream(long number) {
        return new StreamName("account", new UUID(0, number).toString());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void append(long stream, long version) {
        var event = deposits.next();
        var part =
                new StreamAppend(stream(stream), ExpectedVersion.exactly(version), List.of(event));
        var receipt = new Receipt(Caller.newKey(), event.metadata().correlationId(), ANSWER);
        var result = store.append(new Append(List.of(part), Optional.of(receipt)));
        if (!(result instanceof Appended)) {
            throw new IllegalStateException("not appended: " + result);
        }
    }

    /** In pages, as the command handler does it. */
    @Override
    public int load(long stream) {
        int loaded = 0;
        List<RecordedEvent> page;
        do {
            page = store.readStream(stream(stream), loaded, PAGE_SIZE);
            for (var recorded : page) {
                AccountEvent unusedEvent = deposits.decode(recorded.data());
                loaded++;
            }
        } while (page.size() == PAGE_SIZE);
        return loaded;
    }

    @Override
    public long stored() throws SQLException {
        return home.longOf("SELECT count(*) FROM rastro.event");
    }

    @Override
    public void close() {
        store.close();
        home.close();
    }
}
