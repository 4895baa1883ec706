package dev.rastro.bank.demo;

import dev.rastro.bank.server.codec.BankCodecs;
import dev.rastro.bank.server.demo.ForeignDataException;
import dev.rastro.engine.command.CommandHandler;
import dev.rastro.engine.event.EventIds;
import dev.rastro.engine.postgres.log.PostgresEventStore;
import dev.rastro.engine.postgres.snapshot.PostgresSnapshotStore;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

import javax.sql.DataSource;

/**
 * The demo's year, in a log that nobody else writes yet: recorded by a clock that goes from a year
 * ago until now in seconds, so that both time axes have a past.
 */
final class DemoHistory {

    private static final long SEED = 1_755_2026L;

    private final DataSource pool;
    private final DataSource single;
    private final InstantSource now;

    DemoHistory(DataSource pool, DataSource single, InstantSource now) {
        this.pool = pool;
        this.single = single;
        this.now = now;
    }

    /**
     * Records what is missing of it: all, if the log is empty.
     *
     * @return how many commands were told; 0 if nothing is missing
     * @throws ForeignDataException if the log is not the demo's; nothing was recorded
     */
    int record(BooleanSupplier stopped) {
        var clock = new DemoClock();
        try (var store =
                        new PostgresEventStore(
                                pool, single, clock, PostgresEventStore.Settings.DEFAULT);
                var handler =
                        new CommandHandler(
                                store,
                                new PostgresSnapshotStore(pool),
                                new BankCodecs().codecs(),
                                CommandHandler.Settings.of(clock, new EventIds(clock)))) {
            var mark = DemoMark.read(store).orElseGet(() -> mark(now, false));
            // What was begun by a running bank is finished by one.
            return mark.atOnce()
                    ? 0
                    : new Storyteller(store, new Desk(handler), clock::advance, stopped)
                            .tell(mark, UnaryOperator.identity());
        }
    }

    static DemoMark mark(InstantSource clock, boolean atOnce) {
        var yearEnd = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return DemoMark.of(SEED, yearEnd, atOnce);
    }
}
