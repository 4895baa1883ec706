package dev.rastro.bank.server.demo;

import dev.rastro.engine.command.CommandHandler;
import dev.rastro.engine.store.EventStore;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

import javax.sql.DataSource;

/** Fills an empty bank, and then brings life to it. Whoever starts a bank may have one. */
public interface Demo {

    /**
     * Records what is missing of the past, in a log that nobody else writes yet.
     *
     * @param single for the connection that appends
     * @return how many commands were executed; 0 if nothing is missing
     * @throws ForeignDataException if the log is not the demo's; nothing was recorded
     */
    int recordPast(DataSource pool, DataSource single, BooleanSupplier stopped);

    /** The same demo in a bank that runs; nothing happens before it begins. */
    Live in(EventStore store, CommandHandler handler, InstantSource clock);

    /** A demo in a running bank. */
    interface Live extends AutoCloseable {

        /**
         * Begins, unless it has begun: the past, where it is missing, and then the present.
         *
         * @throws ForeignDataException if the log is not the demo's; nothing was recorded
         */
        Begun begin();

        /** Finishes the command at hand. */
        @Override
        void close();
    }

    /** Which past is recorded, and where it ends. */
    record Begun(long seed, Instant yearEnd) {}
}
