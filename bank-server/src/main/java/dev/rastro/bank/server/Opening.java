package dev.rastro.bank.server;

import dev.rastro.engine.command.Codecs;
import dev.rastro.engine.command.CommandHandler;
import dev.rastro.engine.event.EventIds;
import dev.rastro.engine.postgres.log.PostgresEventStore;
import dev.rastro.engine.postgres.snapshot.PostgresSnapshotStore;
import dev.rastro.engine.store.EventStore;

import java.time.InstantSource;

/** What a bank has opened so far: also one whose start fails leaves nothing running. */
final class Opening implements AutoCloseable {

    private final Database database;
    private final InstantSource clock;
    private final PostgresEventStore.Settings log;
    private final ClosingStack open = new ClosingStack();

    Opening(Database database, InstantSource clock, PostgresEventStore.Settings log) {
        this.database = database;
        this.clock = clock;
        this.log = log;
    }

    Database database() {
        return database;
    }

    InstantSource clock() {
        return clock;
    }

    PostgresEventStore store() {
        return keep(new PostgresEventStore(database.commands(), database.single(), clock, log));
    }

    CommandHandler handler(EventStore store, Codecs codecs, EventIds ids) {
        return keep(
                new CommandHandler(
                        store,
                        new PostgresSnapshotStore(database.commands()),
                        codecs,
                        CommandHandler.Settings.of(clock, ids)));
    }

    /** To be closed before all that was opened until now. */
    <T extends AutoCloseable> T keep(T part) {
        return open.push(part);
    }

    /** As {@link #close()}, because of a failure, which is not to be hidden by another one. */
    void closeAfter(Throwable failure) {
        open.closeAfter(failure);
    }

    @Override
    public void close() {
        open.close();
    }
}
