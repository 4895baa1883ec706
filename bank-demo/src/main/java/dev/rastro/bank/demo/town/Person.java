package dev.rastro.bank.demo.town;

import dev.rastro.bank.demo.town.Town.Firm;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who lives in the town.
 *
 * @param taste in percent: who has more than a hundred spends more than others
 * @param employer null for pensioners
 * @param income a month
 * @param rent a month; 0 for owners of houses
 * @param savings null for those who have none
 * @param reais an account in Brazilian money; null for most
 */
record Person(
        String customerId,
        String name,
        int taste,
        @Nullable Firm employer,
        long income,
        long rent,
        TownAccount current,
        @Nullable TownAccount savings,
        @Nullable TownAccount reais) {

    boolean isHere() {
        return current.isOpen();
    }
}
