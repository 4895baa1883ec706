package dev.rastro.bank.cli.importer;

import dev.rastro.bank.account.Timing;
import dev.rastro.bank.cli.importer.client.BankAnswer;
import dev.rastro.bank.cli.importer.client.BankClient;
import dev.rastro.bank.cli.importer.client.Patience;
import dev.rastro.bank.cli.importer.client.StopSignal;
import dev.rastro.bank.cli.terminal.Terminal;
import dev.rastro.bank.money.Money;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Currency;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** {@code import DIR}: a bank's customers, accounts and transactions into a running Rastro. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Imports customers.csv, accounts.csv and transactions.csv into a running bank.",
            "It may be interrupted and run again: nothing is booked twice."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:everything is booked and every balance matches",
            "1:bad rows or rows that differ from what is there (nothing was sent), a refusal, a"
                    + " balance that differs, or no answer",
            "2:bad command line",
            "130:interrupted; run it again to go on"
        })
public final class ImportCommand implements Callable<Integer> {
    private static final int SUCCESS = 0;
    private static final int FAILURE = 1;
    private static final int INTERRUPTED = 130;
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final String GO_ON =
            "interrupted: run the same command again to go on; nothing is booked twice";

    private final StopSignal stop;

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Folder of the three files.")
    private Path folder;

    @Option(
            names = "--url",
            defaultValue = "http://localhost:8080",
            description = "Where the bank answers (default: ${DEFAULT-VALUE}).")
    private URI url;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = {
                "Whose ids these are; sources with different names may use the same ids.",
                "Without it, ids are the bank's external ids as they stand there."
            })
    private @Nullable String source;

    @Option(
            names = "--overdraft-limit",
            paramLabel = "AMOUNT",
            defaultValue = "0",
            description =
                    "Of accounts that are opened, unless their data needs a larger one"
                            + " (default: ${DEFAULT-VALUE}).")
    private String overdraftLimit;

    @Option(
            names = "--effective-days-ahead",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "How many days after today the bank allows, as it was told when it was"
                            + " started (default: ${DEFAULT-VALUE}).")
    private int effectiveDaysAhead;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "32",
            description = "Accounts at a time (default: ${DEFAULT-VALUE}).")
    private int parallel;

    @Option(
            names = "--retry-seconds",
            paramLabel = "S",
            defaultValue = "60",
            description =
                    "How long a busy or absent bank is asked again (default: ${DEFAULT-VALUE}).")
    private int retrySeconds;

    /** For the command line, which fills in the rest. */
    public ImportCommand() {
        this(new StopSignal());
    }

    @SuppressWarnings("NullAway.Init") // The command line sets every annotated field.
    ImportCommand(StopSignal stop) {
        this.stop = stop;
    }

    @Override
    public Integer call() {
        var rules = checkOptions();
        var files = new SourceFiles(folder, rules);
        Optional<ImportPlan> plan = files.read();
        if (plan.isEmpty()) {
            files.badRows().report().forEach(err()::println);
            return FAILURE;
        }
        var ended = new CountDownLatch(1);
        var onInterrupt = new Thread(() -> stopAndWait(ended), "import-interrupt");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        try {
            return carryOut(plan.get(), new Bodies(rules.source()));
        } finally {
            ended.countDown();
            forget(onInterrupt);
        }
    }

    private SourceFiles.Rules checkOptions() {
        boolean http = url.getScheme() != null && Set.of("http", "https").contains(url.getScheme());
        if (!http || url.getHost() == null) {
            throw new ParameterException(spec.commandLine(), "--url: not an http URL: " + url);
        }
        if (parallel < 1) {
            throw new ParameterException(spec.commandLine(), "--parallel: must be at least 1");
        }
        if (retrySeconds < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--retry-seconds: must not be negative");
        }
        if (effectiveDaysAhead < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--effective-days-ahead: must not be negative");
        }
        var limit = Money.parse(overdraftLimit, Currency.getInstance(Bodies.CURRENCY));
        if (limit.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--overdraft-limit: not an amount: " + overdraftLimit);
        }
        return new SourceFiles.Rules(
                sourceName(),
                Timing.dayOf(InstantSource.system().instant()).plusDays(effectiveDaysAhead),
                new BigDecimal(limit.get().decimal()));
    }

    private SourceName sourceName() {
        if (source == null) {
            return SourceName.UNNAMED;
        }
        return SourceName.of(source)
                .orElseThrow(() ->
                        new ParameterException(
                                spec.commandLine(),
                                "--source: must be 1 to 32 letters, digits, points, dashes or"
                                        + " underscores"));
    }

    private int carryOut(ImportPlan plan, Bodies bodies) {
        var tally = new Tally();
        var progress = new Progress(err(), isTerminal(), System::nanoTime);
        var patience = new Patience(Duration.ofSeconds(retrySeconds), stop);
        long start = System.nanoTime();
        try (var bank = new BankClient(url, patience, progress::note)) {
            var workers = new Workers(parallel, stop);
            var badRows = new BadRows();
            var existing = new Comparison(bank, bodies.source(), workers, badRows).with(plan);
            if (!badRows.isEmpty()) {
                badRows.report().forEach(err()::println);
                return FAILURE;
            }
            var registrar = new Registrar(bank, bodies, existing);
            new Importer(workers, tally, progress, registrar).carryOut(plan);
        } catch (BankAnswer.RefusedException e) {
            tally.failure(String.valueOf(e.getMessage()));
        } catch (BankClient.UnavailableException e) {
            if (!stop.isInterrupted()) {
                tally.failure("gave up after " + retrySeconds + " s: " + e.getMessage());
            }
        }
        progress.end();
        report(tally, Duration.ofNanos(System.nanoTime() - start));
        return status(tally);
    }

    private void report(Tally tally, Duration time) {
        tally.failures().forEach(err()::println);
        double seconds = Math.max(time.toMillis(), 1) / 1000.0;
        err().printf(
                        "%,d transactions in %.1f s (%,.0f/s), %,d of them were booked before%n",
                        tally.transactions(),
                        seconds,
                        tally.transactions() / seconds,
                        tally.replayed());
        if (stop.isInterrupted()) {
            err().println(GO_ON);
        }
        err().flush();
        var out = Terminal.out(spec.commandLine());
        tally.differences().forEach(out::println);
        out.println(tally.summary());
        out.flush();
    }

    private int status(Tally tally) {
        if (stop.isInterrupted()) {
            return INTERRUPTED;
        }
        return tally.isClean() ? SUCCESS : FAILURE;
    }

    private Terminal err() {
        return Terminal.err(spec.commandLine());
    }

    // The JVM ends with 128 + the signal's number as soon as this hook returns.
    private void stopAndWait(CountDownLatch ended) {
        stop.interrupt();
        try {
            if (!ended.await(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                err().println(GO_ON);
                err().flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The hook is running: this is the end that it waits for.
        }
    }

    /** From Java 22 on there may be a console without a terminal; before, one implies the other. */
    @SuppressWarnings("SystemConsoleNull") // Both ways to say "no terminal" are handled.
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
