package dev.rastro.bank.account;

import dev.rastro.bank.money.Money;

import org.jspecify.annotations.Nullable;

import java.util.Currency;

/** What the rules, and the answer to a command, need to know of an account. */
public sealed interface Account {

    /** Its owner; null if that is not a customer, or there is no account. Never changes. */
    @Nullable String customerId();

    /** Null if there is no account. Never changes. */
    @Nullable String ownerName();

    record Unopened() implements Account {

        @Override
        public @Nullable String customerId() {
            return null;
        }

        @Override
        public @Nullable String ownerName() {
            return null;
        }
    }

    /**
     * @param overdraftLimit how far below zero the balance may go; not negative
     */
    record Open(String ownerName, @Nullable String customerId, Money balance, Money overdraftLimit)
            implements Account {

        public Currency currency() {
            return balance.currency();
        }

        /**
         * What may be taken out now. Where that is more than any amount can be, it is the largest
         * amount, so comparing with it is right all the same.
         */
        public Money available() {
            return balance.tryPlus(overdraftLimit)
                    .orElseGet(() -> new Money(Long.MAX_VALUE, currency()));
        }

        Open withBalance(Money newBalance) {
            return new Open(ownerName, customerId, newBalance, overdraftLimit);
        }
    }

    /** Its balance is zero, for ever. */
    record Closed(String ownerName, @Nullable String customerId, Currency currency)
            implements Account {}
}
