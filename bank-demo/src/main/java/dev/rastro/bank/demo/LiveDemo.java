package dev.rastro.bank.demo;

import dev.rastro.bank.server.demo.Demo;
import dev.rastro.engine.command.CommandHandler;
import dev.rastro.engine.store.EventStore;

import org.jspecify.annotations.Nullable;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * The demo in a running bank: the year, where it is missing, and then one small thing at a time.
 */
final class LiveDemo implements Demo.Live {

    private static final Logger LOG = System.getLogger(LiveDemo.class.getName());
    private static final int PAUSE_MILLIS_MIN = 120;
    private static final int PAUSE_MILLIS_MAX = 900;

    private final EventStore store;
    private final InstantSource clock;
    private final Desk desk;
    private final CountDownLatch stop = new CountDownLatch(1);

    private @Nullable DemoMark begun;
    private @Nullable Thread thread;

    LiveDemo(EventStore store, CommandHandler handler, InstantSource clock) {
        this.store = store;
        this.clock = clock;
        this.desk = new Desk(handler);
    }

    @Override
    public Demo.Begun begin() {
        var mark = mark();
        return new Demo.Begun(mark.seed(), mark.yearEnd());
    }

    private synchronized DemoMark mark() {
        var known = begun;
        if (known != null) {
            return known;
        }
        var mark = DemoMark.read(store).orElseGet(() -> DemoHistory.mark(clock, true));
        begun = mark;
        thread = Thread.ofVirtual().name("demo").start(() -> live(mark));
        return mark;
    }

    private void live(DemoMark mark) {
        try {
            if (mark.atOnce()) {
                var backdating =
                        new Backdating(LocalDate.ofInstant(mark.yearEnd(), ZoneOffset.UTC));
                var teller = new Storyteller(store, desk, at -> {}, () -> stop.getCount() == 0);
                int unused = teller.tell(mark, backdating::of);
            }
            trickle(mark);
        } catch (RuntimeException e) {
            var ended = "the demo has ended; start it again to go on: ";
            LOG.log(Level.WARNING, ended + e.getMessage());
            LOG.log(Level.DEBUG, ended, e);
            forget();
        }
    }

    private synchronized void forget() {
        begun = null;
    }

    private void trickle(DemoMark mark) {
        var town = mark.town();
        town.tellYear(known -> {});
        var random = ThreadLocalRandom.current();
        while (!stopsWithin(random.nextInt(PAUSE_MILLIS_MIN, PAUSE_MILLIS_MAX))) {
            var now = Instant.ofEpochMilli(clock.millis());
            town.tellMoment(
                    random.nextLong(),
                    now,
                    command -> {
                        var unused = desk.serve(command);
                    });
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
