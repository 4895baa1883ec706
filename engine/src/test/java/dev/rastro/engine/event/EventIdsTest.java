package dev.rastro.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EventIdsTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void an_id_says_its_version_its_variant_and_its_millisecond() {
        var id = new EventIds(InstantSource.fixed(NOON)).get();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOON.toEpochMilli());
    }

    @Test
    void ids_grow_while_the_clock_stands_still_and_when_the_counter_is_full() {
        var ids = new EventIds(InstantSource.fixed(NOON), new Random(1));

        var texts = Stream.generate(ids).limit(10_000).map(UUID::toString).toList();

        assertThat(texts).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void ids_grow_when_the_clock_goes_back() {
        var now = new AtomicReference<>(NOON);
        var ids = new EventIds(now::get);
        var before = ids.get();
        now.set(NOON.minusSeconds(7_200));

        assertThat(ids.get().toString()).isGreaterThan(before.toString());
    }

    @Test
    void threads_never_get_the_same_id() {
        var ids = new EventIds(InstantSource.system());
        var seen = ConcurrentHashMap.<UUID>newKeySet();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 16; i++) {
                threads.execute(() -> Stream.generate(ids).limit(5_000).forEach(seen::add));
            }
        }
        assertThat(seen).hasSize(16 * 5_000);
    }
}
