package dev.rastro.bank.server.shared;

import dev.rastro.bank.server.codec.BankCodecs;
import dev.rastro.bank.server.database.Database;
import dev.rastro.bank.server.database.DatabaseGuard;
import dev.rastro.bank.server.shared.command.Settings;
import dev.rastro.bank.server.shared.command.Tools;
import dev.rastro.bank.server.shared.live.LiveStreams;
import dev.rastro.bank.server.shared.query.Freshness;
import dev.rastro.bank.server.shared.query.TimeParameters;
import dev.rastro.bank.server.shared.readmodel.ReadModels;
import dev.rastro.engine.command.CommandHandler;
import dev.rastro.engine.event.EventIds;
import dev.rastro.engine.postgres.log.PostgresEventStore;
import dev.rastro.engine.postgres.process.ProcessHost;
import dev.rastro.engine.postgres.projection.Projection;
import dev.rastro.engine.postgres.projection.ProjectionHost;
import dev.rastro.engine.postgres.snapshot.PostgresSnapshotStore;
import dev.rastro.engine.process.ProcessManager;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** What all capabilities are made from, and where their projections and processes run. */
public final class Environment {

    /**
     * What a bank is to run with.
     *
     * @param database brought up to date before
     */
    public record Config(
            Database database,
            Settings settings,
            InstantSource clock,
            PostgresEventStore.Settings log) {

        public static Config of(Database database, Settings settings) {
            var log = PostgresEventStore.Settings.DEFAULT;
            return new Config(database, settings, InstantSource.system(), log);
        }

        /** With any time of a test. */
        public static Config at(InstantSource clock, Database database, Settings settings) {
            var log = PostgresEventStore.Settings.DEFAULT.anyClock();
            return new Config(database, settings, clock, log);
        }
    }

    private final Config config;
    private final ClosingStack open;
    private final Tools tools;
    private final BankCodecs codecs = new BankCodecs();
    private final PostgresEventStore store;
    private final PostgresEventStore queriedStore;
    private final CommandHandler handler;
    private final LiveStreams live;
    private final Map<String, ProjectionHost> readModels = new LinkedHashMap<>();

    /**
     * @param open to be closed also when something fails here
     */
    public Environment(Config config, ClosingStack open) {
        this.config = config;
        this.open = open;
        var database = config.database();
        var clock = config.clock();
        var ids = new EventIds(clock);
        tools = new Tools(clock, ids);
        store =
                open.push(
                        new PostgresEventStore(
                                database.commands(), database.single(), clock, config.log()));
        queriedStore = store.through(database.queries());
        handler =
                open.push(
                        new CommandHandler(
                                new DatabaseGuard(database.state()).before(store),
                                new PostgresSnapshotStore(database.commands()),
                                codecs.codecs(),
                                CommandHandler.Settings.of(clock, ids)));
        live = new LiveStreams(queriedStore);
    }

    public Database database() {
        return config.database();
    }

    public Settings settings() {
        return config.settings();
    }

    public Tools tools() {
        return tools;
    }

    public BankCodecs codecs() {
        return codecs;
    }

    public PostgresEventStore store() {
        return store;
    }

    /** The same store, by the pool of the queries. */
    public PostgresEventStore queriedStore() {
        return queriedStore;
    }

    public CommandHandler handler() {
        return handler;
    }

    public LiveStreams live() {
        return live;
    }

    /** Runs it from now on, until the bank is closed. */
    public ProjectionHost run(Projection projection) {
        var database = database();
        var place =
                new ProjectionHost.Place(
                        database.projections(), ReadModels.SCHEMA, database::hasRoom);
        var host = open.push(new ProjectionHost(place, store, projection));
        readModels.put(host.name(), host);
        return host;
    }

    /** As {@link #run(Projection)}. */
    public ProcessHost run(ProcessManager process) {
        var database = database();
        var pool = database.projections();
        return open.push(
                new ProcessHost(
                        new ProcessHost.Environment(
                                pool,
                                store.through(pool),
                                ReadModels.SCHEMA,
                                config.clock(),
                                database::hasRoom),
                        process));
    }

    /**
     * How fresh a read model is, also that of another capability, by its name.
     *
     * @throws IllegalStateException if it does not run yet: that capability must come before
     */
    public Freshness freshness(String readModel) {
        var host = readModels.get(readModel);
        if (host == null) {
            throw new IllegalStateException("read model " + readModel + " does not run yet");
        }
        return new Freshness(store, host);
    }

    /** Moments that requests name, as that read model can show them. */
    public TimeParameters times(String readModel) {
        return new TimeParameters(queriedStore, freshness(readModel), config.clock());
    }
}
