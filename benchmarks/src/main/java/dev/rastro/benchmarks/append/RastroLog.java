package dev.rastro.benchmarks.append;

import dev.rastro.benchmarks.fixture.Database;
import dev.rastro.benchmarks.fixture.Events;
import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.postgres.log.PostgresEventStore;
import dev.rastro.engine.store.Append;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Rastro's store: checks versions, writes a receipt per append, numbers without gaps. */
final class RastroLog extends EventLog {

    static final String NAME = "rastro";
    private static final int PAGE_SIZE = 1_000;

    private final PostgresEventStore store;
    private final Supplier<List<EventData>> events;
    private final Events decoder = new Events();

    RastroLog(Database database, Supplier<List<EventData>> events) {
        super(NAME, database, "rastro.event", "rastro.receipt");
        this.store = database.store(PostgresEventStore.Settings.DEFAULT);
        this.events = events;
    }

    @Override
    void append(long stream, long version) {
        var entry = new Entry(stream, version, events.get());
        var part = Events.part(Events.stream(stream), version, entry.events());
        Events.append(store, new Append(List.of(part), Optional.of(entry.receipt())));
    }

    /** In pages, as the command handler does it. */
    @Override
    int load(long stream) {
        int loaded = 0;
        List<RecordedEvent> page;
        do {
            page = store.readStream(Events.stream(stream), loaded, PAGE_SIZE);
            for (var recorded : page) {
                var unusedEvent = decoder.decode(recorded.data());
                loaded++;
            }
        } while (page.size() == PAGE_SIZE);
        return loaded;
    }

    @Override
    long commits(long appends) {
        return store.batchSizes().count();
    }

    @Override
    public void close() {
        store.close();
        database.close();
    }
}
