package dev.rastro.bank.demo;

import dev.rastro.bank.customer.CustomerEvent.CustomerRegistered;
import dev.rastro.bank.customer.Customers;
import dev.rastro.bank.demo.town.TownLife;
import dev.rastro.bank.server.codec.BankCodecs;
import dev.rastro.bank.server.demo.ForeignDataException;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.store.EventStore;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What the first event of a demo's log says of it: all that is needed to tell the same year again,
 * from where it was cut short.
 *
 * @param lastKey of the year's last command: another program might tell another year, which would
 *     not fit
 * @param atOnce whether the year was told to a bank that was running: then its events were recorded
 *     when they were told, and only belong to earlier days
 */
record DemoMark(long seed, Instant yearEnd, boolean atOnce, UUID lastKey) {

    private static final String SEED = "demo_seed";
    private static final String YEAR_END = "demo_year_end";
    private static final String AT_ONCE = "demo_recorded_at_once";
    private static final String LAST_KEY = "demo_last_key";

    static DemoMark of(long seed, Instant yearEnd, boolean atOnce) {
        var last = new AtomicReference<>(new UUID(0, 0));
        new TownLife(seed, yearEnd, Map.of()).tellYear(command -> last.set(command.key()));
        return new DemoMark(seed, yearEnd, atOnce, last.get());
    }

    /**
     * Empty if the log is.
     *
     * @throws ForeignDataException if it is not the demo's, or not the demo of this program
     */
    static Optional<DemoMark> read(EventStore store) {
        return store.readAll(0, 1).stream().findFirst().map(DemoMark::of);
    }

    private static DemoMark of(RecordedEvent first) {
        if (!first.stream().category().equals(Customers.CATEGORY.name())
                || !(new BankCodecs().decode(first) instanceof CustomerRegistered bank)
                || !bank.metadata().containsKey(SEED)) {
            throw new ForeignDataException();
        }
        var metadata = bank.metadata();
        var mark =
                of(
                        Long.parseLong(metadata.getOrDefault(SEED, "")),
                        Instant.parse(metadata.getOrDefault(YEAR_END, "")),
                        Boolean.parseBoolean(metadata.get(AT_ONCE)));
        if (!mark.lastKey().toString().equals(metadata.get(LAST_KEY))) {
            throw new ForeignDataException();
        }
        return mark;
    }

    TownLife town() {
        var metadata =
                Map.of(
                        SEED, Long.toString(seed),
                        YEAR_END, yearEnd.toString(),
                        AT_ONCE, Boolean.toString(atOnce),
                        LAST_KEY, lastKey.toString());
        return new TownLife(seed, yearEnd, metadata);
    }
}
