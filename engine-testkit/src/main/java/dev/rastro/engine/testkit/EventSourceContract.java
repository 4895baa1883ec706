package dev.rastro.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.subscription.EventFilter;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** How every store lets itself be read with a filter. */
@DisplayNameGeneration(ReplaceUnderscores.class)
public abstract class EventSourceContract {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** What an array or a pattern, written as text, would trip over. */
    private static final List<String> ODD_TYPES =
            List.of(
                    "Plain",
                    "plain",
                    " ",
                    "a,b",
                    "{}",
                    "{a,b}",
                    "\"quoted\"",
                    "it's",
                    "back\\slash",
                    "%",
                    "_",
                    "NULL",
                    "null",
                    "línea\nnueva",
                    "\uD83E\uDD11",
                    "?",
                    "x".repeat(200));

    private SampleLog log;

    protected abstract SampleLog emptyLog();

    /**
     * The same log seen by one who did not write it, and has nothing of it in memory; the log
     * itself if there is no such thing.
     */
    protected abstract SampleLog seenAnew(SampleLog log);

    @BeforeEach
    void start_with_an_empty_log() {
        log = emptyLog();
    }

    @Test
    void an_empty_log_ends_where_it_begins() {
        for (var filter : someFilters()) {
            var page = log.source().read(filter, 0, 10);
            assertThat(page.events()).as(filter.toString()).isEmpty();
            assertThat(page.upTo()).as(filter.toString()).isZero();
        }
    }

    @Test
    void beyond_the_end_there_is_nothing_and_no_way_back() {
        log.append("Plain");

        for (var filter : someFilters()) {
            assertThat(log.source().read(filter, 1, 10).upTo()).isEqualTo(1);
            assertThat(log.source().read(filter, 500, 10).upTo()).isEqualTo(500);
            assertThat(seenAnew(log).source().read(filter, 500, 10).upTo()).isEqualTo(500);
        }
    }

    @Test
    void every_filter_finds_what_matches_in_order_from_every_position_in_pages_of_every_size() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        appendAtRandom(new Random(seed), 300);
        var all = log.store().readAll(0, Integer.MAX_VALUE);

        for (var seen : List.of(log, seenAnew(log))) {
            for (var filter : someFilters()) {
                for (long after : new long[] {0, 1, 2, 149, 299, all.size()}) {
                    var expected =
                            all.stream()
                                    .filter(it -> it.position() > after && filter.matches(it))
                                    .toList();
                    for (int limit : new int[] {1, 2, 7, 1_000}) {
                        assertThat(readAll(seen, filter, after, limit))
                                .as("%s after %d by %d", filter, after, limit)
                                .isEqualTo(expected);
                    }
                }
            }
        }
    }

    @Test
    void odd_types_are_told_apart() {
        ODD_TYPES.forEach(log::append);

        for (var seen : List.of(log, seenAnew(log))) {
            for (var type : ODD_TYPES) {
                assertThat(readAll(seen, EventFilter.types(type), 0, 10))
                        .extracting(event -> event.data().type())
                        .containsExactly(type);
            }
        }
    }

    @Test
    void a_long_stretch_without_a_match_is_passed_in_a_few_pages() {
        log.append("Plain");
        log.appendNoise(100_000);
        log.append("Plain");

        for (var seen : List.of(log, seenAnew(log))) {
            for (var filter : List.of(EventFilter.types("Plain"), EventFilter.category("sample"))) {
                assertThat(readAll(seen, filter, 0, 10))
                        .extracting(RecordedEvent::position)
                        .containsExactly(1L, 100_002L);
            }
            assertThat(readAll(seen, EventFilter.stream(SampleLog.STREAM), 0, 10)).hasSize(2);
        }
    }

    @Test
    void the_end_of_the_log_is_known_to_writers_and_to_others() throws InterruptedException {
        var other = seenAnew(log);
        log.append("Plain");

        assertThat(log.source().committed().await(1, PATIENCE)).isTrue();
        assertThat(other.source().committed().await(1, PATIENCE)).isTrue();
        assertThat(other.source().committed().position()).isEqualTo(1);
    }

    /** Page after page, until one ends where it began. */
    private static List<RecordedEvent> readAll(
            SampleLog log, EventFilter filter, long after, int limit) {
        var events = new ArrayList<RecordedEvent>();
        long position = after;
        while (true) {
            var page = log.source().read(filter, position, limit);
            assertThat(page.events()).hasSizeLessThanOrEqualTo(limit);
            assertThat(page.upTo()).isGreaterThanOrEqualTo(position);
            if (page.upTo() == position) {
                assertThat(page.events()).isEmpty();
                return events;
            }
            events.addAll(page.events());
            position = page.upTo();
        }
    }

    private void appendAtRandom(Random random, int count) {
        IntStream.range(0, count)
                .forEach(i ->
                        log.append(
                                new StreamName(
                                        List.of("sample", "samples", "sam").get(random.nextInt(3)),
                                        List.of("a", "b").get(random.nextInt(2))),
                                ODD_TYPES.get(random.nextInt(3)),
                                1));
    }

    private static List<EventFilter> someFilters() {
        return List.of(
                EventFilter.everything(),
                EventFilter.category("sample"),
                EventFilter.category("nobody"),
                EventFilter.types("Plain"),
                EventFilter.types("Plain", " ", "Unheard"),
                EventFilter.types(),
                EventFilter.stream(SampleLog.STREAM),
                EventFilter.stream(new StreamName("sam", "b")),
                EventFilter.stream(new StreamName("nobody", "a")));
    }
}
