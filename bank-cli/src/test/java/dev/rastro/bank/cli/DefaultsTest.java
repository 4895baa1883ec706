package dev.rastro.bank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import picocli.CommandLine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DefaultsTest {

    @TempDir Path temporary;

    @Test
    void the_command_line_wins_over_the_environment_that_over_the_file_and_that_over_the_default()
            throws IOException {
        var file = Files.writeString(temporary.resolve("file"), "port=1\ncurrency=EUR\nhost=::1\n");
        var environment = Map.of("RASTRO_PORT", "2", "RASTRO_CURRENCY", "CZK");

        var options = parse(environment, file, "--port", "3");

        assertThat(value(options, "--port")).isEqualTo("3");
        assertThat(value(options, "--currency")).isEqualTo("CZK");
        assertThat(value(options, "--host")).isEqualTo("::1");
        assertThat(value(options, "--max-body-bytes")).isEqualTo("65536");
    }

    @ParameterizedTest
    @CsvSource({
        "true, --insecure, true",
        "true, --insecure=true, true",
        "true, --insecure=false, false",
        "false, --insecure, true",
        "true, --port=1, true",
        "false, --port=1, false"
    })
    void a_flag_on_the_command_line_means_what_it_says_whatever_the_environment_says(
            String variable, String argument, String expected) {
        var options = parse(Map.of("RASTRO_INSECURE", variable), null, argument);

        assertThat(value(options, "--insecure")).isEqualTo(expected);
    }

    @Test
    void the_launchers_own_variable_and_those_of_others_are_let_be() {
        var environment = Map.of("RASTRO_JAVA_HOME", "/jdk", "RASTROS_PORT", "1", "PORT", "2");

        assertThat(value(parse(environment, null), "--port")).isEqualTo("8080");
    }

    private static CommandLine parse(
            Map<String, String> environment, @Nullable Path file, String... arguments) {
        var serve = new CommandLine(new ServeCommand());
        serve.setDefaultValueProvider(Defaults.of(serve.getCommandSpec(), environment, file));
        serve.parseArgs(arguments);
        return serve;
    }

    private static String value(CommandLine options, String name) {
        Object value = options.getCommandSpec().findOption(name).getValue();
        return value.toString();
    }
}
