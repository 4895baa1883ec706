package dev.rastro.bank.demo.town;

import dev.rastro.bank.account.Timing;
import dev.rastro.bank.demo.town.Town.Person;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A year in the life of a small town, and then as much of its present as is wanted. The same seed
 * gives the same year.
 */
public final class TownLife {

    private static final int DAYS = 365;
    private static final int PEOPLE_AT_FIRST = 190;
    private static final int NEWCOMERS = 50;
    private static final int SECONDS_OF_HOUR = 3600;

    private final Instant end;
    private final boolean backdated;
    private final Map<String, String> metadata;
    private final SeededRandom random;
    private final TownBank bank;
    private final Town town;
    private final Residents residents;
    private final Businesses businesses;

    /** Of the day that is simulated. Each event is decided when its time has come, not before. */
    private final List<Planned> plan = new ArrayList<>();

    private record Planned(LocalTime time, Runnable event) {}

    /**
     * @param end of the year
     * @param backdated whether the commands of the year are for a bank that records them at its end
     * @param metadata recorded with the very first customer
     */
    public TownLife(long seed, Instant end, boolean backdated, Map<String, String> metadata) {
        this.end = end;
        this.backdated = backdated;
        this.metadata = Map.copyOf(metadata);
        random = new SeededRandom(seed);
        bank = new TownBank(random);
        town = new Town(random, bank);
        residents = new Residents(town, bank, random);
        businesses = new Businesses(town, bank, random);
    }

    /** Every command of the year, from the first to the last. */
    public void simulateYear(Consumer<DemoCommand> listener) {
        var lastDay = Timing.dayOf(end);
        bank.sendTo(listener, backdated ? lastDay : null);
        for (int ago = DAYS; ago >= 0; ago--) {
            var day = lastDay.minusDays(ago);
            plan.clear();
            if (ago == DAYS) {
                plan(7, () -> town.addBank(metadata));
                plan(8, town::addFirms);
                repeat(PEOPLE_AT_FIRST, () -> plan(9, 12, town::addPerson));
            } else {
                planBusiness(day);
                planPeople(day, ago);
            }
            simulate(day);
        }
    }

    private void simulate(LocalDate day) {
        plan.sort(Comparator.comparing(Planned::time));
        for (var planned : plan) {
            var at = day.atTime(planned.time()).toInstant(ZoneOffset.UTC);
            if (at.isBefore(end)) {
                bank.at(at);
                planned.event().run();
            }
        }
    }

    private void plan(int hour, Runnable event) {
        plan(hour, hour + 1, event);
    }

    /** Some time from the one full hour to the other, to the millisecond. */
    private void plan(int fromHour, int toHour, Runnable event) {
        long second = random.between(fromHour * SECONDS_OF_HOUR, toHour * SECONDS_OF_HOUR - 1);
        int nanos = random.between(0, 999) * 1_000_000;
        plan.add(new Planned(LocalTime.ofSecondOfDay(second).withNano(nanos), event));
    }

    private static void repeat(int times, Runnable what) {
        for (int i = 0; i < times; i++) {
            what.run();
        }
    }

    private void often(int percent, Runnable what) {
        if (random.percent(percent)) {
            what.run();
        }
    }

    private void planBusiness(LocalDate day) {
        town.orders().due(day).forEach(execution -> plan(1, execution));
        switch (day.getDayOfMonth()) {
            case 5 -> planBills(Trade.ENERGY, 100);
            case 8 -> planBills(Trade.TELECOM, 70);
            case 12 -> planBills(Trade.WATER, day.getMonthValue() % 2 == 0 ? 100 : 0);
            case 18 -> town.people().forEach(it -> plan(10, () -> residents.receiveFromBrazil(it)));
            case 23 -> town.firms().forEach(it -> plan(8, () -> businesses.collect(it)));
            case 25 -> planWages();
            default -> {}
        }
        if (day.plusDays(1).getDayOfMonth() == 1) {
            planMonthEnd(day.getMonthValue() % 3 == 0);
        }
        if (day.getDayOfWeek() == DayOfWeek.MONDAY) {
            town.firms().stream()
                    .filter(firm -> firm.trade() != Trade.BANK)
                    .forEach(firm -> plan(14, () -> businesses.paySuppliers(firm)));
        }
    }

    private void planBills(Trade utility, int percent) {
        town.people()
                .forEach(it -> often(percent, () -> plan(6, () -> residents.payBill(it, utility))));
    }

    private void planWages() {
        town.firms().forEach(firm -> plan(5, () -> businesses.payWages(firm)));
        town.people().stream()
                .filter(person -> person.employer() == null)
                .forEach(person -> plan(7, () -> businesses.payPension(person)));
    }

    private void planMonthEnd(boolean quarterEnds) {
        for (var person : town.people()) {
            plan(22, () -> businesses.chargeOverdraft(person));
            var savings = person.savings();
            if (quarterEnds && savings != null) {
                plan(22, () -> businesses.creditInterest(savings));
            }
        }
    }

    private void planPeople(LocalDate day, int ago) {
        boolean weekend = day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
        for (var person : town.people()) {
            often(weekend ? 42 : 26, () -> plan(8, 22, () -> residents.shop(person)));
            often(5, () -> plan(8, 22, () -> residents.withdrawCash(person)));
            often(5, () -> plan(10, 18, () -> residents.buySomethingLasting(person)));
            often(12, () -> plan(9, 20, () -> residents.buyFromBrazil(person)));
        }
        repeat(2, () -> plan(17, 23, this::payFriend));
        often(40, () -> plan(11, () -> residents.depositCash(anybody())));
        often(30, () -> plan(9, () -> residents.correct(anybody())));
        often(6, () -> plan(15, () -> residents.move(anybody())));
        if (ago % (DAYS / NEWCOMERS) == 0) {
            plan(10, town::addPerson);
        }
        // Some accounts come to an end; of three people, the customer too.
        if (ago % 45 == 20) {
            plan(16, () -> residents.closeSavings(anybody()));
        }
        if (ago % 40 == 10 && ago < DAYS - 60) {
            plan(16, () -> residents.leave(anybody(), ago % 120 == 10));
        }
    }

    private void payFriend() {
        residents.payFriend(anybody(), anybody());
    }

    private Person anybody() {
        return random.pick(town.people());
    }

    /** What happens next, after the year; something else with every seed. */
    public void simulateMoment(long seed, Instant now, Consumer<DemoCommand> listener) {
        random.reseed(seed);
        bank.sendTo(listener, null);
        bank.at(now);
        // Up to which number of a thousand each is chosen.
        Map<Integer, Runnable> choices =
                Map.of(
                        700, () -> residents.shop(anybody()),
                        780, () -> residents.withdrawCash(anybody()),
                        850, this::payFriend,
                        910, this::receiveInvoice,
                        950, () -> residents.depositCash(anybody()),
                        970, () -> residents.buyFromBrazil(anybody()),
                        980, () -> residents.correct(anybody()),
                        988, () -> residents.receiveFromBrazil(anybody()),
                        993, () -> residents.move(anybody()),
                        1000, town::addPerson);
        new TreeMap<>(choices).tailMap(random.between(1, 1000)).values().iterator().next().run();
    }

    private void receiveInvoice() {
        businesses.receive(random.pick(town.firms(Trade.EMPLOYER)), random.amount(40_00, 900_00));
    }
}
