package dev.rastro.bank.demo;

import dev.rastro.bank.server.demo.Demo;
import dev.rastro.engine.command.CommandHandler;
import dev.rastro.engine.store.EventStore;

import java.time.InstantSource;
import java.util.function.BooleanSupplier;

import javax.sql.DataSource;

/** A year of a small town, and its present. */
final class TownDemo implements Demo {

    @Override
    public int recordPast(DataSource pool, DataSource single, BooleanSupplier stopped) {
        return new DemoHistory(pool, single, InstantSource.system()).record(stopped);
    }

    @Override
    public Live in(EventStore store, CommandHandler handler, InstantSource clock) {
        return new LiveDemo(store, handler, clock);
    }
}
