package dev.rastro.benchmarks.load;

import dev.rastro.benchmarks.measure.Caller;
import dev.rastro.benchmarks.measure.Contender;
import dev.rastro.engine.store.ExpectedVersion;
import dev.rastro.engine.store.StreamAppend;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What is done with a log of any size. */
final class GrowthContenders {

    private static final int PAGE_SIZE = 1_000;

    private GrowthContenders() {}

    /** One event at a time, each time the first of a new stream. */
    record Appending(GrowingLog log, AtomicLong appended) implements Contender {

        /** Far from those that are filled. */
        private static final long FIRST_STREAM = 1L << 40;

        Appending(GrowingLog log) {
            this(log, new AtomicLong());
        }

        @Override
        public String name() {
            return "append";
        }

        @Override
        public int operate(Caller caller) {
            var stream = GrowingLog.stream(FIRST_STREAM + appended.incrementAndGet());
            log.append(
                    List.of(
                            new StreamAppend(
                                    stream, ExpectedVersion.noStream(), List.of(log.event()))));
            return 1;
        }

        @Override
        public void verify() {
            long expected = appended.get() + (long) log.streams() * GrowingLog.EVENTS_PER_STREAM;
            if (log.store().lastPosition() != expected) {
                throw new IllegalStateException(
                        "%d events instead of %d".formatted(log.store().lastPosition(), expected));
            }
        }
    }

    /** A whole stream of 100 events, any of those that are there. */
    record Loading(GrowingLog log) implements Contender {

        @Override
        public String name() {
            return "load a stream of 100";
        }

        @Override
        public int operate(Caller caller) {
            var stream = GrowingLog.stream(caller.random().nextInt(log.streams()));
            var events = log.store().readStream(stream, 0, PAGE_SIZE);
            if (events.size() != GrowingLog.EVENTS_PER_STREAM) {
                throw new IllegalStateException(stream + " has " + events.size());
            }
            return events.size();
        }
    }

    /** A page of the log, anywhere. */
    record Paging(GrowingLog log) implements Contender {

        @Override
        public String name() {
            return "read 1,000 by position";
        }

        @Override
        public int operate(Caller caller) {
            long filled = (long) log.streams() * GrowingLog.EVENTS_PER_STREAM;
            long after = caller.random().nextLong(filled - PAGE_SIZE);
            var events = log.store().readAll(after, PAGE_SIZE);
            if (events.size() != PAGE_SIZE || events.getFirst().position() != after + 1) {
                throw new IllegalStateException("a gap after " + after);
            }
            return events.size();
        }
    }
}
