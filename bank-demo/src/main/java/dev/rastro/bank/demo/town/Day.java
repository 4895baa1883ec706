package dev.rastro.bank.demo.town;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is to happen on one day. Each thing is decided when its time has come, not before. */
final class Day {

    private static final int SECONDS_OF_HOUR = 3600;

    private final LocalDate date;
    private final Chance chance;
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(LocalTime time, Runnable deed) {}

    Day(LocalDate date, Chance chance) {
        this.date = date;
        this.chance = chance;
    }

    LocalDate date() {
        return date;
    }

    /** Some time from the one full hour to the other, to the millisecond. */
    void between(int fromHour, int toHour, Runnable deed) {
        long second = chance.between(fromHour * SECONDS_OF_HOUR, toHour * SECONDS_OF_HOUR - 1);
        long nanos = chance.between(0, 999) * 1_000_000L;
        entries.add(new Entry(LocalTime.ofSecondOfDay(second).withNano((int) nanos), deed));
    }

    /** Lives through it, but not beyond the end. */
    void live(Books books, Instant end) {
        entries.sort(Comparator.comparing(Entry::time));
        for (var entry : entries) {
            var at = date.atTime(entry.time()).toInstant(ZoneOffset.UTC);
            if (at.isBefore(end)) {
                books.at(at);
                entry.deed().run();
            }
        }
    }
}
