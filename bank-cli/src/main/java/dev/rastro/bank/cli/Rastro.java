package dev.rastro.bank.cli;

import dev.rastro.bank.cli.importer.ImportCommand;
import dev.rastro.bank.cli.serve.StartException;
import dev.rastro.bank.cli.terminal.Terminal;
import dev.rastro.bank.server.demo.Demo;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A bank ledger that remembers everything. */
@Command(
        name = "rastro",
        description = "A bank ledger that remembers everything.",
        mixinStandardHelpOptions = true,
        version = "rastro 0.1.0-SNAPSHOT",
        subcommands = {
            ServeCommand.class,
            ImportCommand.class,
            EventsCommand.class,
            AccountCommand.class,
            ProjectionsCommand.class
        },
        footer = {
            "",
            "rastro COMMAND --help tells more of each.",
            "rastro demo is short for rastro serve --demo.",
            "rastro bench measures all this.",
            "The launcher builds what is missing or has changed before it runs a command, and"
                    + " needs",
            "nothing but a JDK and Maven for it; --help and --version use what is built."
        })
public final class Rastro implements Runnable {

    @SuppressWarnings("NullAway.Init") // picocli fills it.
    @Spec
    private CommandSpec spec;

    private final @Nullable Demo demo;

    private Rastro(@Nullable Demo demo) {
        this.demo = demo;
    }

    /** Which there is only if whoever started the program has brought one. */
    @Nullable Demo demo() {
        return demo;
    }

    /**
     * Runs what the arguments say.
     *
     * @return the exit status: 0 for success, 1 for failure, 2 for wrong usage
     */
    public static int run(String... arguments) {
        return run(Terminal.on(new CommandLine(new Rastro(null))), arguments);
    }

    /** As {@link #run(String...)}, with a demo to show. */
    public static int run(Demo demo, String... arguments) {
        return run(Terminal.on(new CommandLine(new Rastro(demo))), arguments);
    }

    /** As a program of its own would, but to other ears. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return run(
                Terminal.on(new CommandLine(new Rastro(null)).setOut(out).setErr(err)), arguments);
    }

    private static int run(CommandLine commandLine, String... given) {
        var arguments = spelledOut(given);
        commandLine.setExecutionExceptionHandler(Rastro::failed);
        commandLine.setParameterExceptionHandler(Rastro::misused);
        commandLine.setUsageHelpAutoWidth(true);
        try {
            var serve = commandLine.getSubcommands().get("serve");
            if (serve != null && List.of(arguments).contains("serve")) {
                serve.setDefaultValueProvider(
                        Defaults.of(serve.getCommandSpec(), System.getenv(), config(arguments)));
            }
        } catch (ParameterException e) {
            return misused(e, arguments);
        }
        return commandLine.execute(arguments);
    }

    /** {@code demo} is short for {@code serve --demo}. */
    private static String[] spelledOut(String... given) {
        if (given.length == 0 || !given[0].equals("demo")) {
            return given;
        }
        var serve = Stream.of("serve", "--demo");
        return Stream.concat(serve, Stream.of(given).skip(1)).toArray(String[]::new);
    }

    /** The file must be known before the other options are read. */
    private static @Nullable Path config(String[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].startsWith("--config=")) {
                return Path.of(arguments[i].substring("--config=".length()));
            }
            if (arguments[i].equals("--config") && i + 1 < arguments.length) {
                return Path.of(arguments[i + 1]);
            }
        }
        var variable = System.getenv("RASTRO_CONFIG");
        return variable == null || variable.isEmpty() ? null : Path.of(variable);
    }

    /** In a few lines, so that the help does not push what is wrong off the screen. */
    private static int misused(ParameterException e, String[] arguments) {
        var command = e.getCommandLine();
        var err = Terminal.err(command);
        err.println("rastro: " + e.getMessage());
        UnmatchedArgumentException.printSuggestions(e, err);
        if (command.getSubcommands().isEmpty()) {
            err.println(command.getCommandSpec().qualifiedName() + " --help tells more.");
        } else {
            command.usage(err);
        }
        return CommandLine.ExitCode.USAGE;
    }

    /** Trouble that its user can do something about is told in a line; a bug shows its trace. */
    private static int failed(
            Exception e, CommandLine commandLine, CommandLine.ParseResult parsed) {
        switch (e) {
            case StartException known -> {
                Terminal.err(commandLine).println("rastro: " + known.getMessage());
                return known.status();
            }
            case RefusedException known ->
                    Terminal.err(commandLine).println("rastro: " + known.getMessage());
            default -> e.printStackTrace(Terminal.err(commandLine));
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }
}
