package dev.rastro.bank.server;

import dev.rastro.bank.server.demo.Demo;
import dev.rastro.bank.server.demo.ForeignDataException;
import dev.rastro.engine.command.CommandHandler;
import dev.rastro.engine.store.EventStore;

import java.time.InstantSource;
import java.util.function.BooleanSupplier;

import javax.sql.DataSource;

/** Begins in empty banks only, as every demo does, and has nothing to tell. */
final class EmptyDemo implements Demo {

    @Override
    public int recordPast(DataSource pool, DataSource single, BooleanSupplier stopped) {
        return 0;
    }

    @Override
    public Live in(EventStore store, CommandHandler handler, InstantSource clock) {
        return new Live() {
            @Override
            public Begun begin() {
                if (store.lastPosition() > 0) {
                    throw new ForeignDataException();
                }
                return new Begun(1, clock.instant());
            }

            @Override
            public void close() {}
        };
    }
}
