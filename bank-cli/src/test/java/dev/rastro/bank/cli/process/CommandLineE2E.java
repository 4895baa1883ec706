package dev.rastro.bank.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What is wrong is said in a line or two, before anything is started. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CommandLineE2E {

    @TempDir Path temporary;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "serve --host 0.0.0.0   | --host 0.0.0.0 would let everybody on the network move",
                "serve --host ::        | --host :: would let everybody on the network move money",
                "serve --prot 1         | Unknown options: '--prot', '1'",
                "serve --port many      | Invalid value for option '--port': 'many' is not an int",
                "serve --port 65536     | --port must be 0 to 65535, not 65536",
                "serve --max-body-bytes 1 | --max-body-bytes must be 1024 to 4194304, not 1",
                "serve --currency EURO  | Invalid value for option '--currency': 'EURO' is no ISO",
                "serve --currency XAU   | Invalid value for option '--currency': XAU has no minor",
                "serve --insecure=maybe | Invalid value for option '--insecure': 'maybe' is not a",
                "serve --config         | Missing required parameter for option '--config' (FILE)",
                "serve --config /gone   | cannot read the configuration /gone: there is no such",
                "serve --config /       | cannot read the configuration /: Is a directory",
                "serve --demo           | this program was started without the demo",
                "serve --allow-demo     | this program was started without the demo",
                "demo                   | this program was started without the demo",
                "serve --migration-url postgresql://h/d | --migration-url needs --database-url",
                "swerve                 | Unmatched argument at index 0: 'swerve'",
                "import                 | Missing required parameter: 'DIR'",
            })
    void a_mistake_on_the_command_line_is_told(String arguments, String message) throws Exception {
        assertRefused(RastroProcess.start(arguments.split(" ")), message);
    }

    @ParameterizedTest
    @CsvSource({"colour=red, colour", "config=other, config", "help=true, help"})
    void an_unknown_option_in_the_file_is_told(String line, String option) throws Exception {
        var file = file(line + "\nport=0\n");

        assertRefused(
                RastroProcess.start("serve", "--config=" + file),
                "%s: unknown option '%s'".formatted(file, option));
    }

    @Test
    void an_unknown_variable_in_the_environment_is_told() throws Exception {
        var environment = Map.of("RASTRO_PROT", "1", "RASTRO_PORT", "0");

        assertRefused(
                RastroProcess.start(environment, "serve"),
                "unknown in the environment: RASTRO_PROT");
    }

    @Test
    void a_bad_value_in_the_environment_is_told() throws Exception {
        assertRefused(
                RastroProcess.start(Map.of("RASTRO_PORT", "many"), "serve"),
                "Invalid value for option '--port': 'many' is not an int");
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql://bob:s3cret@host:99999/db, its port is not between 1 and 65535",
        "postgresql://bob:s3cret@host, it names no database after the host",
        "mysql://bob:s3cret@host/db, it does not begin with postgresql://",
        "postgresql://bob:s3cret@host/db?sslmod=x, the driver does not know its parameter 'sslmod'"
    })
    void a_bad_database_url_is_told_without_its_password(String url, String reason)
            throws Exception {
        var server = RastroProcess.start("serve", "--database-url", url);

        assertRefused(server, "--database-url: Not a database URL such as ");
        assertThat(server.words()).contains(reason).doesNotContain("s3cret");
    }

    @Test
    void a_database_that_cannot_be_reached_is_told_in_one_line_without_its_password()
            throws Exception {
        var url = "postgresql://bob:s3cret@127.0.0.1:1/db";
        var server = RastroProcess.start("serve", "--port=0", "--database-url", url);

        assertThat(server.exitStatus()).isEqualTo(1);
        assertThat(server.err())
                .singleElement()
                .asString()
                .startsWith("rastro: the database refuses: Connection to 127.0.0.1:1 refused.");
        assertThat(server.words()).doesNotContain("s3cret");
    }

    @Test
    void help_and_version_are_there() throws Exception {
        assertThat(successOf("--version")).matches("rastro \\d+\\.\\d+\\.\\d+\\S*\\s*");
        assertThat(successOf("--help")).contains("serve", "import");
        assertThat(successOf("serve", "--help"))
                .contains(
                        "--config", "RASTRO_DATABASE_URL", "Exit status:", "143", "$XDG_DATA_HOME")
                .doesNotContain("\\");
        assertThat(successOf("import", "--help")).contains("Exit status:");
    }

    private static String successOf(String... arguments) throws InterruptedException {
        var process = RastroProcess.start(arguments);
        assertThat(process.exitStatus()).isZero();
        return process.words();
    }

    /** With one clear line first, and nothing like a stack trace after it. */
    private static void assertRefused(RastroProcess process, String message)
            throws InterruptedException {
        assertThat(process.exitStatus()).as(process::words).isEqualTo(2);
        assertThat(process.out()).isEmpty();
        assertThat(process.err().getFirst()).startsWith("rastro: " + message);
        assertThat(process.words()).doesNotContain("Exception");
    }

    private Path file(String content) throws IOException {
        return Files.writeString(temporary.resolve("rastro.properties"), content);
    }
}
