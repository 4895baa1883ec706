package dev.rastro.engine.postgres.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.engine.postgres.Silenced;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LogWatcherTest {

    /** As one that died, nobody would hear of other processes' commits any more. */
    @Test
    void an_error_does_not_end_it() throws Exception {
        var polls = new CountDownLatch(3);
        LogWatcher.Poll failing =
                () -> {
                    polls.countDown();
                    throw new NoClassDefFoundError("missing");
                };

        var silenced = new Silenced(LogWatcher.class.getName());
        var watcher = new LogWatcher(failing, Duration.ofMillis(1));
        try (silenced;
                watcher) {
            assertThat(polls.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }
}
