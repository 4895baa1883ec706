package dev.rastro.bank.server.console;

import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;

/** The one process that all tests share, because its start takes longer than most of them. */
final class Chromium {

    private static final String VIOLATIONS =
            """
            window.rastroViolations = [];
            document.addEventListener('securitypolicyviolation', (violation) =>
                window.rastroViolations.push(
                    violation.violatedDirective + ' ' + violation.blockedURI + ' '
                    + violation.sourceFile + ':' + violation.lineNumber));
            """;

    private Chromium() {}

    static boolean isInstalled() {
        return program().isPresent() && driverProgram().isPresent();
    }

    static ChromeDriver driver() {
        return Running.DRIVER;
    }

    private static Optional<File> program() {
        return onPath("chromium", "chromium-browser", "google-chrome");
    }

    private static Optional<File> driverProgram() {
        return onPath("chromedriver");
    }

    private static Optional<File> onPath(String... names) {
        var folders = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1);
        return Stream.of(names)
                .flatMap(name -> Stream.of(folders).map(folder -> new File(folder, name)))
                .filter(File::canExecute)
                .findFirst();
    }

    /** Begins when it is first asked for, and ends with the tests. */
    private static final class Running {

        static final ChromeDriver DRIVER = start();

        private static ChromeDriver start() {
            var profile = temporary();
            var service =
                    new ChromeDriverService.Builder()
                            .usingDriverExecutable(driverProgram().orElseThrow())
                            .usingAnyFreePort()
                            .build();
            var driver = new ChromeDriver(service, options(profile));
            driver.executeCdpCommand(
                    "Page.addScriptToEvaluateOnNewDocument",
                    Map.<String, Object>of("source", VIOLATIONS));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(driver, profile)));
            return driver;
        }

        private static Path temporary() {
            try {
                return Files.createTempDirectory("rastro-browser");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static ChromeOptions options(Path profile) {
            var logs = new LoggingPreferences();
            logs.enable(LogType.BROWSER, Level.ALL);
            var options = new ChromeOptions();
            options.setBinary(program().orElseThrow());
            options.setCapability("goog:loggingPrefs", logs);
            options.addArguments(
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--disable-dev-shm-usage",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--user-data-dir=" + profile);
            return options;
        }

        private static void stop(ChromeDriver driver, Path profile) {
            driver.quit();
            try (var files = Files.walk(profile)) {
                files.sorted((a, b) -> b.compareTo(a)).map(Path::toFile).forEach(File::delete);
            } catch (IOException | UncheckedIOException e) {
                // Below the system's temporary folder, which somebody else tidies.
            }
        }
    }
}
