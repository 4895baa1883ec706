package dev.rastro.bank.demo;

import dev.rastro.bank.server.codec.BankCodecs;
import dev.rastro.bank.server.demo.Demo;
import dev.rastro.engine.command.CommandHandler;
import dev.rastro.engine.event.EventIds;
import dev.rastro.engine.postgres.log.PostgresEventStore;
import dev.rastro.engine.postgres.snapshot.PostgresSnapshotStore;
import dev.rastro.engine.store.EventStore;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

import javax.sql.DataSource;

/**
 * A year of a small town, and its present.
 *
 * @param clock that says when the year ends
 */
record TownDemo(InstantSource clock) implements Demo {

    /** By a clock that goes from a year ago until now, so that both time axes have a past. */
    @Override
    public int recordPast(DataSource pool, DataSource single, BooleanSupplier stopped) {
        var now = new AtomicReference<>(Instant.EPOCH);
        InstantSource simulated = now::get;
        var codecs = new BankCodecs().codecs();
        var settings = CommandHandler.Settings.of(simulated, new EventIds(simulated));
        try (var store =
                        new PostgresEventStore(
                                pool, single, simulated, PostgresEventStore.Settings.DEFAULT);
                var handler =
                        new CommandHandler(
                                store, new PostgresSnapshotStore(pool), codecs, settings)) {
            var year = DemoYear.read(store).orElseGet(() -> DemoYear.until(clock, false));
            // What was begun by a running bank is finished by one.
            return year.backdated()
                    ? 0
                    : new HistoryRecorder(store, new CommandDispatcher(handler), stopped)
                            .record(year, now::set);
        }
    }

    @Override
    public Live in(EventStore store, CommandHandler handler, InstantSource present) {
        return new LiveDemo(store, handler, present);
    }
}
