package dev.rastro.bank.server;

import dev.rastro.bank.server.BankServer.Database;
import dev.rastro.engine.decider.Codecs;
import dev.rastro.engine.decider.CommandHandler;
import dev.rastro.engine.event.EventIds;
import dev.rastro.engine.postgres.log.PostgresEventStore;
import dev.rastro.engine.postgres.snapshot.PostgresSnapshotStore;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** What a bank has opened so far: also one whose start fails leaves nothing running. */
final class Opening implements AutoCloseable {

    private final Database database;
    private final InstantSource clock;
    private final PostgresEventStore.Settings log;

    /** The newest first. */
    private final Deque<Runnable> open = new ArrayDeque<>();

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
        return keep(
                new PostgresEventStore(
                        database.commands(),
                        database.single(),
                        clock,
                        log),
                PostgresEventStore::close);
    }

    CommandHandler handler(PostgresEventStore store, Codecs codecs, EventIds ids) {
        return keep(
                new CommandHandler(
                        store,
                        new PostgresSnapshotStore(database.commands()),
                        codecs,
                        ids,
                        CommandHandler.Settings.DEFAULT),
                CommandHandler::close);
    }

    /** To be closed before all that was opened until now. */
    <T> T keep(T part, Consumer<T> close) {
        open.push(() -> close.accept(part));
        return part;
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            open.pop().run();
        }
    }
}
