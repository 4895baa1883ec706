package dev.rastro.bank.demo.town;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.bank.demo.town.DemoCommand.Action;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The story of the small town. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TownLifeTest {

    private static final Instant END = Instant.parse("2026-11-21T10:00:00Z");
    private static final List<DemoCommand> YEAR = year(7, END);

    private static List<DemoCommand> year(long seed, Instant end) {
        var year = new ArrayList<DemoCommand>();
        new TownLife(seed, end, false, Map.of("demo", "x")).simulateYear(year::add);
        return year;
    }

    @Test
    void the_same_seed_gives_the_same_year_and_another_one_another() {
        assertThat(year(7, END)).isEqualTo(YEAR);
        assertThat(year(8, END)).isNotEqualTo(YEAR);
    }

    @Test
    void it_begins_with_the_metadata_and_goes_on_in_order_until_the_end() {
        assertThat(YEAR.getFirst().action())
                .isInstanceOfSatisfying(
                        Action.Register.class,
                        first -> assertThat(first.command().metadata()).containsKey("demo"));
        assertThat(YEAR).extracting(DemoCommand::at).isSorted();
        assertThat(YEAR.getFirst().at()).isBefore(END.minus(Duration.ofDays(364)));
        assertThat(YEAR.getLast().at())
                .isBetween(END.minus(Duration.ofDays(1)), END.minusMillis(1));
        assertThat(YEAR).hasSizeBetween(30_000, 60_000);
    }

    @Test
    void every_command_has_a_key_of_its_own() {
        var keys = YEAR.stream().map(DemoCommand::key).collect(Collectors.toSet());
        assertThat(keys).hasSameSizeAs(YEAR);
    }

    @Test
    void everything_that_a_bank_can_do_is_done() {
        var kinds = YEAR.stream().<Class<?>>map(it -> it.action().getClass()).toList();
        assertThat(Set.copyOf(kinds))
                .containsExactlyInAnyOrder(Action.class.getPermittedSubclasses());
        var corrected =
                YEAR.stream()
                        .filter(it ->
                                it.action() instanceof Action.PayIn(var deposit)
                                        && deposit.booking().effectiveDate() != null)
                        .count();
        assertThat(corrected).isGreaterThan(10);
    }

    @Test
    void the_present_goes_on_with_new_commands() {
        var town = new TownLife(7, END, false, Map.of());
        var keys = new HashSet<>();
        town.simulateYear(it -> keys.add(it.key()));
        int year = keys.size();
        var moments = new ArrayList<DemoCommand>();
        for (int i = 0; i < 500; i++) {
            town.simulateMoment(i, END.plusSeconds(i), moments::add);
        }
        moments.forEach(it -> keys.add(it.key()));

        assertThat(moments).hasSizeGreaterThan(400);
        assertThat(moments).extracting(DemoCommand::at).isSorted();
        assertThat(keys).hasSize(year + moments.size());
    }
}
