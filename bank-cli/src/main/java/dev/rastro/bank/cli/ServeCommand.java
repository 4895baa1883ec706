package dev.rastro.bank.cli;

import dev.rastro.bank.cli.serve.Environment;
import dev.rastro.bank.cli.serve.ListenAddress;
import dev.rastro.bank.cli.serve.ServerRun;
import dev.rastro.bank.cli.terminal.Terminal;
import dev.rastro.bank.server.BankServer;
import dev.rastro.bank.server.database.DataSources;
import dev.rastro.bank.server.database.Database;
import dev.rastro.bank.server.demo.Demo;
import dev.rastro.bank.server.shared.command.Settings;
import dev.rastro.embedded.EmbeddedDatabase;
import dev.rastro.web.HttpServer;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Currency;
import java.util.Objects;
import java.util.concurrent.Callable;

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
            "3:the embedded database ended, and could not be started again",
            "130:stopped in good order by SIGINT (Ctrl-C)",
            "143:stopped in good order by SIGTERM"
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields.
final class ServeCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @ParentCommand private Rastro rastro;

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
            names = "--reserve-megabytes",
            paramLabel = "N",
            defaultValue = "512",
            description =
                    "Refuse writes when the embedded database's disk has less room than this"
                            + " (default: ${DEFAULT-VALUE}).")
    private long reserveMegabytes;

    @Option(
            names = "--restart-seconds",
            paramLabel = "N",
            defaultValue = "120",
            description =
                    "How long to try to start the embedded database again when it ended, before"
                            + " the server ends, too (default: ${DEFAULT-VALUE}).")
    private long restartSeconds;

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

    @Option(
            names = "--allow-demo",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "false",
            description = "Let the console fill an empty bank with the demo, if somebody asks.")
    private boolean demoAllowed;

    @Override
    public Integer call() {
        check();
        return new ServerRun(Terminal.out(spec.commandLine())).serve(this::start);
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
        checkNotNegative("--reserve-megabytes", reserveMegabytes);
        checkNotNegative("--restart-seconds", restartSeconds);
        if (effectiveDaysAhead < 0 || effectiveDaysAhead > 366) {
            throw wrong("--effective-days-ahead must be 0 to 366, not " + effectiveDaysAhead);
        }
        if (databaseUrl != null && data != null) {
            throw wrong("--data is for the embedded database; leave it out with --database-url");
        }
        if (migrationUrl != null && databaseUrl == null) {
            throw wrong("--migration-url needs --database-url");
        }
        if ((demo || demoAllowed) && rastro.demo() == null) {
            throw wrong("this program was started without the demo; say ./rastro demo");
        }
        checkUrl("--database-url", databaseUrl);
        checkUrl("--migration-url", migrationUrl);
    }

    private void checkNotNegative(String option, long value) {
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw wrong("%s must be 0 to %d, not %d".formatted(option, Integer.MAX_VALUE, value));
        }
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

    private void start(ServerRun run) throws SQLException {
        var out = Terminal.out(spec.commandLine());
        long begun = System.nanoTime();
        var listening = new ListenAddress(host, port);
        listening.checkFree();
        var application = new DataSources(applicationUrl(run));
        var owner = migrationUrl == null ? application : new DataSources(migrationUrl);
        BankServer.migrate(owner.ownerSource());
        var writer = application.writerSource();
        Environment.checkDurability(writer, unsafeAllowed, spec.commandLine());
        var pools = run.opened(application.pools());
        if (demo) {
            recordDemo(run, pools.commands(), writer);
        }
        var server =
                BankServer.start(
                        Database.of(pools, application, run::databaseState),
                        new Settings(currency, keyRequired, effectiveDaysAhead),
                        HttpServer.Settings.defaults(host, port).bodySizeMax(bodySizeMax));
        run.opened(server);
        if (demo) {
            server.demo().start(town());
        } else if (demoAllowed) {
            server.demo().allow(town());
        }
        out.println("serving    " + listening.url(server.port()));
        long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
        out.printf("ready      in %d ms; stop with Ctrl-C%n", millis);
        out.flush();
    }

    private void recordDemo(ServerRun run, DataSource pool, DataSource writer) {
        var out = Terminal.out(spec.commandLine());
        out.println("demo       a year of a small town, recorded in half a minute or less");
        out.flush();
        long begun = System.nanoTime();
        int executed = town().recordPast(pool, writer, run::isStopping);
        long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
        out.printf("           %d commands in %d ms%n", executed, millis);
    }

    private Demo town() {
        return Objects.requireNonNull(rastro.demo(), "checked before");
    }

    private String applicationUrl(ServerRun run) {
        var out = Terminal.out(spec.commandLine());
        if (databaseUrl != null) {
            out.println("database   the one you named");
            return databaseUrl;
        }
        var settings =
                new EmbeddedDatabase.Settings(
                        reserveMegabytes << 20, Duration.ofSeconds(restartSeconds));
        var embedded = run.embedded(data == null ? Environment.folder(demo) : data, settings);
        out.println("data       " + embedded.directory());
        return embedded.url();
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
