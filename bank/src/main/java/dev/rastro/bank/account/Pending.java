package dev.rastro.bank.account;

import dev.rastro.bank.money.Money;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/**
 * What is recorded in an account and takes effect on a later day. Days that have come since may be
 * among them, and then change nothing.
 *
 * @param byDay sums in minor units, which may be more than an amount can hold
 */
public record Pending(SortedMap<LocalDate, BigInteger> byDay) {

    public static final Pending NONE = new Pending(new TreeMap<>());

    public Pending {
        byDay = Collections.unmodifiableSortedMap(byDay);
    }

    Pending plus(LocalDate day, long minorUnits) {
        return plus(day, BigInteger.valueOf(minorUnits));
    }

    public Pending plus(LocalDate day, BigInteger minorUnits) {
        var more = new TreeMap<>(byDay);
        more.merge(day, minorUnits, BigInteger::add);
        return new Pending(more);
    }

    /** Without what has taken effect by the end of the day. */
    Pending after(LocalDate day) {
        if (byDay.isEmpty() || byDay.firstKey().isAfter(day)) {
            return this;
        }
        var rest = byDay.tailMap(day.plusDays(1));
        return rest.isEmpty() ? NONE : new Pending(new TreeMap<>(rest));
    }

    boolean isEmpty() {
        return byDay.isEmpty();
    }

    /** Also where the sums of the days to come are zero. */
    boolean isAnythingAfter(LocalDate day) {
        return !byDay.isEmpty() && byDay.lastKey().isAfter(day);
    }

    /**
     * The lowest that the balance will be, from today on, as far as is known.
     *
     * @param balance with everything that is pending
     */
    Money lowest(Money balance, LocalDate today) {
        return extreme(balance, today, BigInteger::min);
    }

    /** The highest, in the same way. */
    Money highest(Money balance, LocalDate today) {
        return extreme(balance, today, BigInteger::max);
    }

    private Money extreme(Money balance, LocalDate today, BinaryOperator<BigInteger> which) {
        if (!isAnythingAfter(today)) {
            return balance;
        }
        var running = BigInteger.valueOf(balance.minorUnits());
        var found = running;
        for (var sum : byDay.tailMap(today.plusDays(1)).reversed().values()) {
            running = running.subtract(sum);
            found = which.apply(found, running);
        }
        return new Money(fitting(found), balance.currency());
    }

    /** Nobody can ask for more than any amount can be, so comparing with that is right. */
    private static long fitting(BigInteger sum) {
        if (sum.bitLength() < Long.SIZE) {
            return sum.longValue();
        }
        return sum.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
}
