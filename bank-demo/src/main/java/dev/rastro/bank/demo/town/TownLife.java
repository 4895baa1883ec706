package dev.rastro.bank.demo.town;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A year in the life of a small town, and then as much of its present as is wanted. The year is the
 * same whenever it is told from the same seed.
 */
public final class TownLife {

    private static final int DAYS = 365;
    private static final int PEOPLE_AT_FIRST = 190;
    private static final int NEWCOMERS = 50;

    private final Instant end;
    private final Map<String, String> mark;
    private final Chance chance;
    private final Books books;
    private final Orders orders;
    private final Town town;
    private final Spending spending;
    private final Businesses businesses;
    private final Residents residents;

    /**
     * @param end of the year
     * @param mark recorded with the very first customer
     */
    public TownLife(long seed, Instant end, Map<String, String> mark) {
        this.end = end;
        this.mark = Map.copyOf(mark);
        chance = new Chance(seed);
        books = new Books(chance);
        orders = new Orders(books);
        town = new Town(chance, books, orders);
        spending = new Spending(town, books, chance);
        businesses = new Businesses(town, books, chance);
        residents = new Residents(town, books, orders);
    }

    /** Every command of the year, from the first to the last. */
    public void tellYear(Consumer<DemoCommand> listener) {
        books.tellTo(listener);
        var today = LocalDate.ofInstant(end, ZoneOffset.UTC);
        for (int ago = DAYS; ago >= 0; ago--) {
            var day = new Day(today.minusDays(ago), chance);
            if (ago == DAYS) {
                plan(day, 7, () -> town.found(mark));
                plan(day, 8, town::settleFirms);
                repeat(PEOPLE_AT_FIRST, () -> day.between(9, 12, town::settlePerson));
            } else {
                planBusiness(day);
                planPeople(day, ago);
            }
            day.live(books, end);
        }
    }

    private static void plan(Day day, int hour, Runnable deed) {
        day.between(hour, hour + 1, deed);
    }

    private static void repeat(int times, Runnable what) {
        for (int i = 0; i < times; i++) {
            what.run();
        }
    }

    private void planBusiness(Day day) {
        orders.due(day.date()).forEach(deed -> plan(day, 1, deed));
        switch (day.date().getDayOfMonth()) {
            case 5 -> debit(day, Trade.ENERGY, 100);
            case 8 -> debit(day, Trade.TELECOM, 70);
            case 12 -> debit(day, Trade.WATER, isEven(day) ? 100 : 0);
            case 18 -> here().forEach(it -> plan(day, 10, () -> spending.fromBrazil(it)));
            case 23 -> town.firms().forEach(it -> plan(day, 8, () -> businesses.collect(it)));
            case 25 -> planWages(day);
            default -> {}
        }
        if (day.date().plusDays(1).getDayOfMonth() == 1) {
            planMonthEnd(day);
        }
        if (day.date().getDayOfWeek() == DayOfWeek.MONDAY) {
            town.firms().stream()
                    .filter(firm -> firm.trade() != Trade.BANK)
                    .forEach(firm -> plan(day, 14, () -> businesses.paySuppliers(firm)));
        }
    }

    private static boolean isEven(Day day) {
        return day.date().getMonthValue() % 2 == 0;
    }

    private void debit(Day day, Trade utility, int percent) {
        here().stream()
                .filter(person -> chance.percent(percent))
                .forEach(person -> plan(day, 6, () -> spending.pay(person, utility)));
    }

    private void planWages(Day day) {
        town.firms().forEach(firm -> plan(day, 5, () -> businesses.payWages(firm)));
        here().stream()
                .filter(person -> person.employer() == null)
                .forEach(person -> plan(day, 7, () -> businesses.payPension(person)));
    }

    private void planMonthEnd(Day day) {
        boolean quarter = day.date().getMonthValue() % 3 == 0;
        for (var person : here()) {
            plan(day, 22, () -> businesses.chargeOverdraft(person));
            var savings = person.savings();
            if (quarter && savings != null) {
                plan(day, 22, () -> businesses.creditInterest(savings));
            }
        }
    }

    private void planPeople(Day day, int ago) {
        boolean weekend = day.date().getDayOfWeek().getValue() > DayOfWeek.FRIDAY.getValue();
        for (var person : here()) {
            often(weekend ? 42 : 26, () -> day.between(8, 22, () -> spending.shop(person)));
            often(5, () -> day.between(8, 22, () -> spending.cash(person)));
            often(5, () -> day.between(10, 18, () -> spending.splurge(person)));
            often(12, () -> day.between(9, 20, () -> spending.toTheImporter(person)));
        }
        repeat(2, () -> day.between(17, 23, this::amongFriends));
        often(40, () -> plan(day, 11, () -> spending.payInCash(anybody())));
        often(30, () -> plan(day, 9, () -> spending.correct(anybody())));
        often(6, () -> plan(day, 15, () -> residents.move(anybody())));
        if (ago % (DAYS / NEWCOMERS) == 0) {
            plan(day, 10, town::settlePerson);
        }
        planEnds(day, ago);
    }

    /** Some accounts come to an end; of three people, the customer too. */
    private void planEnds(Day day, int ago) {
        if (ago % 45 == 20) {
            plan(day, 16, () -> residents.giveUpSavings(anybody()));
        }
        if (ago % 40 == 10 && ago < DAYS - 60) {
            plan(day, 16, () -> residents.leave(anybody(), ago % 120 == 10));
        }
    }

    private void often(int percent, Runnable what) {
        if (chance.percent(percent)) {
            what.run();
        }
    }

    private void amongFriends() {
        spending.among(anybody(), anybody());
    }

    private List<Person> here() {
        return town.people().stream().filter(Person::isHere).toList();
    }

    private Person anybody() {
        return chance.pick(here());
    }

    /** What happens next, after the year; other things with every seed. */
    public void tellMoment(long seed, Instant now, Consumer<DemoCommand> listener) {
        chance.reseed(seed);
        books.tellTo(listener);
        books.at(now);
        int dice = chance.between(1, 1000);
        if (dice <= 700) {
            spending.shop(anybody());
        } else if (dice <= 780) {
            spending.cash(anybody());
        } else if (dice <= 850) {
            amongFriends();
        } else if (dice <= 910) {
            businesses.receive(
                    chance.pick(town.firms(Trade.EMPLOYER)), chance.amount(40_00, 900_00));
        } else if (dice <= 950) {
            spending.payInCash(anybody());
        } else {
            tellRareMoment(dice);
        }
    }

    private void tellRareMoment(int dice) {
        if (dice <= 970) {
            spending.toTheImporter(anybody());
        } else if (dice <= 980) {
            spending.correct(anybody());
        } else if (dice <= 988) {
            spending.fromBrazil(anybody());
        } else if (dice <= 993) {
            residents.move(anybody());
        } else {
            town.settlePerson();
        }
    }
}
