package dev.rastro.bank.cli;

import dev.rastro.bank.cli.terminal.Terminal;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.util.Set;
import java.util.function.Function;

/** What all commands that ask a running bank have in common. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields.
final class Asking {

    static final int SUCCESS = 0;
    static final int FAILURE = 1;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--url",
            scope = ScopeType.INHERIT,
            defaultValue = "http://localhost:8080",
            description = "Where the bank answers (default: ${DEFAULT-VALUE}).")
    private URI url;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "JSON, for programs.")
    private boolean json;

    boolean json() {
        return json;
    }

    Terminal out() {
        return Terminal.out(spec.root().commandLine());
    }

    Terminal err() {
        return Terminal.err(spec.root().commandLine());
    }

    int ask(Function<RunningBank, Integer> question) {
        boolean http = url.getScheme() != null && Set.of("http", "https").contains(url.getScheme());
        if (!http || url.getHost() == null) {
            throw new ParameterException(spec.commandLine(), "--url: not an http URL: " + url);
        }
        try (var bank = new RunningBank(url)) {
            return question.apply(bank);
        } finally {
            out().flush();
            err().flush();
        }
    }

    /** The answer itself for programs; otherwise, what people want to see of it. */
    int show(JsonNode answer, Runnable forPeople) {
        if (json) {
            out().println(answer.toString());
        } else {
            forPeople.run();
        }
        return SUCCESS;
    }

    /** A member for people: nothing where there is nothing. */
    static String text(JsonNode object, String member) {
        return text(object.path(member));
    }

    static String text(@Nullable JsonNode value) {
        if (value == null || value.isNull() || value.isMissingNode()) {
            return "";
        }
        return value.isValueNode() ? value.asString() : value.toString();
    }
}
