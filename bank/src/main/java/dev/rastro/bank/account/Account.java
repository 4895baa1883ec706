package dev.rastro.bank.account;

import dev.rastro.bank.money.Money;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.Currency;

/** What the rules, and the answer to a command, need to know of an account. */
public sealed interface Account {

    /** Its owner; null if that is not a customer, or there is no account. Never changes. */
    @Nullable String customerId();

    /** Null if there is no account. Never changes. */
    @Nullable String ownerName();

    /** Null if there is no account. Never changes. */
    @Nullable Currency currency();

    record Unopened() implements Account {

        @Override
        public @Nullable String customerId() {
            return null;
        }

        @Override
        public @Nullable String ownerName() {
            return null;
        }

        @Override
        public @Nullable Currency currency() {
            return null;
        }
    }

    /**
     * @param balance of everything that is recorded, also of what takes effect on a later day
     * @param overdraftLimit how far below zero the balance may go; not negative
     */
    record Open(
            String ownerName,
            @Nullable String customerId,
            Money balance,
            Money overdraftLimit,
            Pending pending)
            implements Account {

        @Override
        public Currency currency() {
            return balance.currency();
        }

        /**
         * What may be taken out today: what has come in by then, less what is known to go out
         * later. Where that is more than any amount can be, it is the largest amount, so comparing
         * with it is right all the same.
         */
        public Money available(LocalDate today) {
            return pending.lowest(balance, today)
                    .tryPlus(overdraftLimit)
                    .orElseGet(() -> new Money(Long.MAX_VALUE, currency()));
        }

        /** Whether one more amount can be counted on every day from today on. */
        boolean holds(Money amount, LocalDate today) {
            return pending.highest(balance, today).tryPlus(amount).isPresent();
        }

        boolean isPendingAfter(LocalDate today) {
            return pending.isAnythingAfter(today);
        }

        AccountRejection entriesPending(String accountId) {
            return new AccountRejection.EntriesPending(accountId, pending.byDay().lastKey());
        }

        Open with(Money newBalance, Pending newPending) {
            return new Open(ownerName, customerId, newBalance, overdraftLimit, newPending);
        }
    }

    /** Its balance is zero, for ever. */
    record Closed(String ownerName, @Nullable String customerId, Currency currency)
            implements Account {}
}
