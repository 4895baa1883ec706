package dev.rastro.bank.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.bank.cli.AccountCommand;
import dev.rastro.bank.cli.docs.Transcript.Step;
import dev.rastro.bank.cli.importer.ImportCommand;
import dev.rastro.bank.server.TestBank;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The tour in README.md, from its first command to its last, on a bank of its own. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReadmeE2E {

    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Z_]+)=(\\S+)");
    private static final Pattern HERE_DOCUMENT = Pattern.compile("cat > (\\S+) <<'END'");
    private static final int COMMANDS_MIN = 15;

    private final Shell shell = new Shell();
    private final Likeness likeness = new Likeness();

    @TempDir private Path folder;

    @Test
    void every_command_prints_what_the_document_shows() throws IOException {
        var readme = Path.of("..", "README.md");
        var tour = Transcript.of(Files.readString(readme)).steps();
        assertThat(tour).hasSizeGreaterThanOrEqualTo(COMMANDS_MIN);
        try (var bank = TestBank.start()) {
            for (var step : tour) {
                try {
                    run(bank, step);
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError("README.md, at: " + step.command(), e);
                }
            }
        }
    }

    private void run(TestBank bank, Step step) throws IOException {
        var assignment = ASSIGNMENT.matcher(step.command());
        var file = HERE_DOCUMENT.matcher(step.command());
        if (assignment.matches()) {
            shell.set(assignment.group(1), likeness.actual(assignment.group(2)));
        } else if (file.matches()) {
            Files.writeString(folder.resolve(file.group(1)), step.shown());
        } else {
            runProgram(bank, shell.words(step.command()), step.shown());
        }
    }

    private void runProgram(TestBank bank, List<String> words, String shown) throws IOException {
        switch (words.getFirst()) {
            case "curl" -> call(bank, Curl.of(words), shown);
            case "mkdir" -> Files.createDirectory(folder.resolve(words.getLast()));
            case "./rastro" -> likeness.checkText(shown, rastro(bank, words));
            default -> throw new IllegalArgumentException("nobody runs this");
        }
    }

    private void call(TestBank bank, Curl curl, String shown) {
        var request = bank.request(curl.path());
        curl.headers().forEach(request::header);
        var body =
                curl.body().isEmpty()
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofString(curl.body());
        var reply = bank.send(request.method(curl.method(), body));
        if (!curl.withHeaders()) {
            assertThat(reply.status()).as("%s", reply).isBetween(200, 299);
            likeness.checkJson(shown, reply.text());
            return;
        }
        int empty = shown.indexOf("\n\n");
        checkHead(shown.substring(0, empty).lines().toList(), reply);
        likeness.checkJson(shown.substring(empty), reply.text());
    }

    private void checkHead(List<String> shown, TestBank.Reply reply) {
        assertThat(shown.getFirst()).startsWith("HTTP/1.1 " + reply.status() + " ");
        for (var line : shown.subList(1, shown.size())) {
            int colon = line.indexOf(": ");
            var actual = reply.header(line.substring(0, colon));
            if (!line.startsWith("Date: ")) {
                likeness.checkText(line.substring(colon + 2), actual);
            }
        }
    }

    private String rastro(TestBank bank, List<String> words) {
        var command =
                switch (words.get(1)) {
                    case "import" -> new ImportCommand();
                    case "account" -> new AccountCommand();
                    default -> throw new IllegalArgumentException("nobody runs this");
                };
        var arguments = new ArrayList<>(words.subList(2, words.size()));
        if (command instanceof ImportCommand) {
            arguments.set(0, folder.resolve(arguments.getFirst()).toString());
        }
        arguments.addAll(List.of("--url", bank.request("").build().uri().toString()));
        var out = new StringWriter();
        int status =
                new CommandLine(command)
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(new StringWriter()))
                        .execute(arguments.toArray(String[]::new));
        assertThat(status).isZero();
        return out.toString();
    }
}
