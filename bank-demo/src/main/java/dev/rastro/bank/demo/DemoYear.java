package dev.rastro.bank.demo;

import dev.rastro.bank.customer.CustomerEvent.CustomerRegistered;
import dev.rastro.bank.customer.Customers;
import dev.rastro.bank.demo.town.TownLife;
import dev.rastro.bank.server.codec.BankCodecs;
import dev.rastro.bank.server.demo.ForeignDataException;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.store.EventStore;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Which year a demo's log holds. Its first event says so: all that is needed to simulate the same
 * year again and to go on where it was cut short.
 *
 * @param backdated whether a running bank recorded the year: then its events were all recorded at
 *     the end, and only take effect on earlier days
 * @param lastKey of the year's last command: another program might simulate another year, which
 *     would not fit
 */
record DemoYear(long seed, Instant end, boolean backdated, UUID lastKey) {

    private static final long NEW_SEED = 1_755_2026L;

    private static final String SEED = "demo_seed";
    private static final String END = "demo_year_end";
    private static final String BACKDATED = "demo_recorded_at_once";
    private static final String LAST_KEY = "demo_last_key";

    /** A new one, which ends now. */
    static DemoYear until(InstantSource now, boolean backdated) {
        return of(NEW_SEED, now.instant().truncatedTo(ChronoUnit.SECONDS), backdated);
    }

    private static DemoYear of(long seed, Instant end, boolean backdated) {
        var lastKey = new AtomicReference<>(new UUID(0, 0));
        new TownLife(seed, end, backdated, Map.of())
                .simulateYear(command -> lastKey.set(command.key()));
        return new DemoYear(seed, end, backdated, lastKey.get());
    }

    /**
     * Empty if the log is.
     *
     * @throws ForeignDataException if it is not the demo's, or not the demo of this program
     */
    static Optional<DemoYear> read(EventStore store) {
        return store.readAll(0, 1).stream().findFirst().map(DemoYear::of);
    }

    private static DemoYear of(RecordedEvent first) {
        if (!first.stream().category().equals(Customers.CATEGORY.name())
                || !(new BankCodecs().decode(first) instanceof CustomerRegistered bank)
                || !bank.metadata().containsKey(SEED)) {
            throw new ForeignDataException();
        }
        var metadata = bank.metadata();
        var year =
                of(
                        Long.parseLong(metadata.getOrDefault(SEED, "")),
                        Instant.parse(metadata.getOrDefault(END, "")),
                        Boolean.parseBoolean(metadata.get(BACKDATED)));
        if (!year.lastKey().toString().equals(metadata.get(LAST_KEY))) {
            throw new ForeignDataException();
        }
        return year;
    }

    private Map<String, String> metadata() {
        return Map.of(
                SEED, Long.toString(seed),
                END, end.toString(),
                BACKDATED, Boolean.toString(backdated),
                LAST_KEY, lastKey.toString());
    }

    TownLife town() {
        return new TownLife(seed, end, backdated, metadata());
    }
}
