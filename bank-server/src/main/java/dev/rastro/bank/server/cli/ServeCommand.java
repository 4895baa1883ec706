package dev.rastro.bank.server.cli;

import dev.rastro.bank.server.BankServer;
import dev.rastro.bank.server.api.command.Settings;
import dev.rastro.bank.server.database.DataSources;
import dev.rastro.bank.server.database.EmbeddedDatabase;
import dev.rastro.bank.server.demo.DemoHistory;
import dev.rastro.bank.server.http.HttpServer;
import dev.rastro.bank.server.terminal.Terminal;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Currency;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import javax.sql.DataSource;

/** Starts the bank and serves it until it is stopped. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Serves the bank, by default on an embedded PostgreSQL that keeps its data in a"
                    + " folder.",
            "Every option can also be given in the environment (--database-url is"
                + " RASTRO_DATABASE_URL) or in a file (--config FILE with lines such as"
                + " database-url=...); the command line wins over the environment, and that over"
                + " the file."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "1:cannot start, for example because the database or the port cannot be had",
            "2:bad command line, environment or configuration file",
            "130:stopped in good order by SIGINT (Ctrl-C)",
            "143:stopped in good order by SIGTERM"
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields.
final class ServeCommand implements Callable<Integer> {

    private static final int POOL_SIZE = 16;

    @Spec private CommandSpec spec;

    @SuppressWarnings("UnusedVariable") // Read by Defaults, before all others.
    @Option(names = "--config", paramLabel = "FILE", description = "Options from a file.")
    private @Nullable Path config;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "Address to listen on (default: ${DEFAULT-VALUE}).")
    private String host;

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "Port to listen on; 0 for any (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Folder of the embedded database (default: rastro, or rastro-demo, below"
                            + " $XDG_DATA_HOME or ~/.local/share).")
    private @Nullable Path data;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description =
                    "A PostgreSQL 15 to 18 of your own, such as postgresql://user:secret@host/db.")
    private @Nullable String databaseUrl;

    @Option(
            names = "--migration-url",
            paramLabel = "URL",
            description = "The same database as the owner of the tables (default: --database-url).")
    private @Nullable String migrationUrl;

    @Option(
            names = "--currency",
            paramLabel = "CODE",
            converter = CurrencyCode.class,
            defaultValue = "USD",
            description = "Currency of accounts that name none (default: ${DEFAULT-VALUE}).")
    private Currency currency;

    @Option(
            names = "--require-idempotency-key",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "false",
            description = "Refuse commands without an Idempotency-Key.")
    private boolean keyRequired;

    @Option(
            names = "--effective-days-ahead",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "How many days after today a movement may take effect at most, 0 to 366"
                            + " (default: ${DEFAULT-VALUE}).")
    private int effectiveDaysAhead;

    @Option(
            names = "--max-body-bytes",
            defaultValue = "65536",
            description = "Largest body of a request (default: ${DEFAULT-VALUE}).")
    private int bodySizeMax;

    @Option(
            names = "--insecure",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "false",
            description = "Listen beyond this machine although nobody has to log in.")
    private boolean insecure;

    @Option(
            names = "--allow-unsafe-durability",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "false",
            description = "Run on a database that may lose what it acknowledged.")
    private boolean unsafeAllowed;

    @Option(
            names = "--demo",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "false",
            description =
                    "Tell a year of a small town's bank to an empty one, and then its present.")
    private boolean demo;

    /** What is open, newest first. */
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean stopping;

    @Override
    public Integer call() throws Exception {
        check();
        var out = Terminal.out(spec.commandLine());
        // Before anything is open, because a signal may come while we start.
        var onSignal = new Thread(() -> stop(out), "stop");
        Runtime.getRuntime().addShutdownHook(onSignal);
        try {
            start(out);
        } catch (Exception e) {
            closeAll();
            forget(onSignal);
            throw Surroundings.told(e);
        }
        stopped.await();
        return 0;
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The signal came while we started: there is nothing left to close.
        }
    }

    private void check() {
        if (!new ListenAddress(host, port).isLoopback()) {
            if (!insecure) {
                throw wrong(
                        "--host %s would let everybody on the network move money, because there is no login yet; use 127.0.0.1, or say --insecure"
                                .formatted(host));
            }
            Terminal.err(spec.commandLine())
                    .println(
                            "WARNING: listening on %s WITHOUT LOGIN: whoever reaches it moves money"
                                    .formatted(host));
        }
        if (port < 0 || port > 65_535) {
            throw wrong("--port must be 0 to 65535, not " + port);
        }
        if (bodySizeMax < 1_024 || bodySizeMax > 4 << 20) {
            throw wrong("--max-body-bytes must be 1024 to 4194304, not " + bodySizeMax);
        }
        if (effectiveDaysAhead < 0 || effectiveDaysAhead > 366) {
            throw wrong("--effective-days-ahead must be 0 to 366, not " + effectiveDaysAhead);
        }
        if (databaseUrl != null && data != null) {
            throw wrong("--data is for the embedded database; leave it out with --database-url");
        }
        if (migrationUrl != null && databaseUrl == null) {
            throw wrong("--migration-url needs --database-url");
        }
        checkUrl("--database-url", databaseUrl);
        checkUrl("--migration-url", migrationUrl);
    }

    private void checkUrl(String option, @Nullable String url) {
        try {
            if (url != null) {
                var unused = new DataSources(url);
            }
        } catch (IllegalArgumentException e) {
            throw wrong(option + ": " + e.getMessage());
        }
    }

    /** A signal waits until we are ready, and then finds all that there is to close. */
    private synchronized void start(Terminal out) throws SQLException {
        long begun = System.nanoTime();
        var listening = new ListenAddress(host, port);
        listening.checkFree();
        var application = new DataSources(applicationUrl(out));
        var owner = migrationUrl == null ? application : new DataSources(migrationUrl);
        BankServer.migrate(owner.ownerSource());
        var writer = application.writerSource();
        Surroundings.checkDurability(writer, unsafeAllowed, spec.commandLine());
        var pool = application.applicationPool(POOL_SIZE);
        open.push(pool);
        if (demo) {
            tellDemo(pool, writer, out);
        }
        var server =
                BankServer.start(
                        new BankServer.Database(pool, writer),
                        new Settings(currency, keyRequired, effectiveDaysAhead),
                        HttpServer.Settings.defaults(host, port).bodySizeMax(bodySizeMax));
        open.push(server);
        if (demo) {
            server.demo().start();
        }
        out.println("serving    " + listening.url(server.port()));
        long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
        out.printf("ready      in %d ms; stop with Ctrl-C%n", millis);
        out.flush();
    }

    private void tellDemo(DataSource pool, DataSource writer, Terminal out) {
        out.println("demo       a year of a small town, recorded in half a minute or less");
        out.flush();
        long begun = System.nanoTime();
        var history = new DemoHistory(pool, writer, InstantSource.system());
        int told = history.record(() -> stopping);
        long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
        out.printf("           %d commands in %d ms%n", told, millis);
    }

    private String applicationUrl(Terminal out) {
        if (databaseUrl != null) {
            out.println("database   the one you named");
            return databaseUrl;
        }
        var embedded = EmbeddedDatabase.start(data == null ? Surroundings.folder(demo) : data);
        // Stopped in our own order, after what works on it.
        embedded.leaveExitToCaller();
        open.push(embedded);
        out.println("data       " + embedded.directory());
        return embedded.url();
    }

    /** Runs when the process is told to end, also by Ctrl-C. */
    private void stop(Terminal out) {
        stopping = true;
        out.println("stopping: no new commands; finishing those in flight");
        out.flush();
        closeAll();
        out.println("stopped");
        out.flush();
        stopped.countDown();
    }

    private synchronized void closeAll() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                e.printStackTrace(Terminal.err(spec.commandLine()));
            }
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
