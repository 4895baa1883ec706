package dev.rastro.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rastro.engine.subscription.Checkpoints;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** What everything that keeps checkpoints must do. */
@DisplayNameGeneration(ReplaceUnderscores.class)
public abstract class CheckpointsContract {

    private Checkpoints checkpoints;

    protected abstract Checkpoints empty();

    @BeforeEach
    void start_with_no_checkpoint() {
        checkpoints = empty();
    }

    @Test
    void a_name_that_never_moved_is_at_zero() {
        assertThat(checkpoints.load("reader")).isZero();
    }

    @Test
    void a_checkpoint_moves_from_where_it_is() {
        assertThat(checkpoints.advance("reader", 0, 7)).isTrue();
        assertThat(checkpoints.advance("reader", 7, 9_000_000_000_000_000_000L)).isTrue();

        assertThat(checkpoints.load("reader")).isEqualTo(9_000_000_000_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 4, 6, 11})
    void a_checkpoint_does_not_move_from_where_it_is_not(long elsewhere) {
        checkpoints.advance("reader", 0, 5);

        assertThat(checkpoints.advance("reader", elsewhere, elsewhere + 10)).isFalse();
        assertThat(checkpoints.load("reader")).isEqualTo(5);
    }

    @Test
    void a_name_that_never_moved_does_not_move_from_elsewhere() {
        assertThat(checkpoints.advance("reader", 3, 5)).isFalse();
        assertThat(checkpoints.load("reader")).isZero();
    }

    @Test
    void moving_nowhere_holds_only_where_the_checkpoint_is() {
        assertThat(checkpoints.advance("reader", 0, 0)).isTrue();
        checkpoints.advance("reader", 0, 5);

        assertThat(checkpoints.advance("reader", 5, 5)).isTrue();
        assertThat(checkpoints.advance("reader", 0, 0)).isFalse();
    }

    @Test
    void names_do_not_touch_each_other() {
        checkpoints.advance("one", 0, 5);
        checkpoints.advance("two", 0, 8);

        assertThat(checkpoints.load("one")).isEqualTo(5);
        assertThat(checkpoints.load("two")).isEqualTo(8);
        assertThat(checkpoints.load("on")).isZero();
    }

    @Test
    void of_many_who_move_it_from_one_place_one_does() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 20; round++) {
                long from = round;
                var racing =
                        IntStream.range(0, 16)
                                .mapToObj(i ->
                                        threads.submit(() ->
                                                checkpoints.advance("reader", from, from + 1)))
                                .toList();

                assertThat(racing.stream().filter(CheckpointsContract::moved)).hasSize(1);
            }
        }
        assertThat(checkpoints.load("reader")).isEqualTo(20);
    }

    private static boolean moved(Future<Boolean> one) {
        try {
            return one.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Reader", "a b", "-a", "a'b", "é", "a\u0000"})
    void what_is_no_name_is_refused(String name) {
        assertThatThrownBy(() -> checkpoints.load(name))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> checkpoints.advance(name, 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_name_has_at_most_100_characters() {
        assertThat(checkpoints.advance("x".repeat(100), 0, 1)).isTrue();
        assertThatThrownBy(() -> checkpoints.advance("x".repeat(101), 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void backwards_and_below_zero_are_refused() {
        checkpoints.advance("reader", 0, 5);

        assertThatThrownBy(() -> checkpoints.advance("reader", 5, 4))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> checkpoints.advance("reader", -1, 4))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(checkpoints.load("reader")).isEqualTo(5);
    }
}
