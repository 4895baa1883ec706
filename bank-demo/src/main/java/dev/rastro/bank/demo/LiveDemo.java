package dev.rastro.bank.demo;

import dev.rastro.bank.server.demo.Demo;
import dev.rastro.engine.command.CommandHandler;
import dev.rastro.engine.store.EventStore;

import org.jspecify.annotations.Nullable;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** The demo in a running bank: the year, where it is missing, and then one command at a time. */
final class LiveDemo implements Demo.Live {

    private static final Logger LOG = System.getLogger(LiveDemo.class.getName());
    private static final int PAUSE_MILLIS_MIN = 120;
    private static final int PAUSE_MILLIS_MAX = 900;

    private final EventStore store;
    private final InstantSource clock;
    private final CommandDispatcher bank;
    private final CountDownLatch stop = new CountDownLatch(1);

    private volatile @Nullable DemoYear begun;
    private @Nullable Thread thread;

    LiveDemo(EventStore store, CommandHandler handler, InstantSource clock) {
        this.store = store;
        this.clock = clock;
        this.bank = new CommandDispatcher(handler);
    }

    @Override
    public synchronized Demo.Begun begin() {
        var year = begun;
        if (year == null) {
            year = DemoYear.read(store).orElseGet(() -> DemoYear.until(clock, true));
            start(year);
        }
        return new Demo.Begun(year.seed(), year.end());
    }

    private synchronized void start(DemoYear year) {
        begun = year;
        thread = Thread.ofVirtual().name("demo").start(() -> run(year));
    }

    private void run(DemoYear year) {
        try {
            if (year.backdated()) {
                var recorder = new HistoryRecorder(store, bank, () -> stop.getCount() == 0);
                int unused = recorder.record(year, at -> {});
            }
            recordPresent(year);
        } catch (RuntimeException e) {
            var ended = "the demo has ended; start it again to go on: ";
            LOG.log(Level.WARNING, ended + e.getMessage());
            LOG.log(Level.DEBUG, ended, e);
            begun = null;
        }
    }

    private void recordPresent(DemoYear year) {
        var town = year.town();
        town.simulateYear(recorded -> {});
        var random = ThreadLocalRandom.current();
        while (!stopsWithin(random.nextInt(PAUSE_MILLIS_MIN, PAUSE_MILLIS_MAX))) {
            var now = Instant.ofEpochMilli(clock.millis());
            town.simulateMoment(random.nextLong(), now, bank::execute);
        }
    }

    private boolean stopsWithin(int millis) {
        try {
            return stop.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        stop.countDown();
        var running = running();
        try {
            if (running != null) {
                running.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Thread running() {
        return thread;
    }
}
