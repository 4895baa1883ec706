package dev.rastro.engine.postgres.clock;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How long the machine has been up, with the time in which it slept: nobody can set it. Linux alone
 * says so in a file; {@link System#nanoTime} does not count sleep.
 */
final class Uptime {

    private static final Path FILE = Path.of("/proc/uptime");
    private static final int NANO_DIGITS = 9;

    private Uptime() {}

    static Optional<Duration> read() {
        try {
            var text = Files.readString(FILE);
            var seconds = new BigDecimal(text.substring(0, text.indexOf(' ')));
            return Optional.of(Duration.ofNanos(seconds.movePointRight(NANO_DIGITS).longValue()));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
