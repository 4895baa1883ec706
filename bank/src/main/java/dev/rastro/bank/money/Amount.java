package dev.rastro.bank.money;

import org.jspecify.annotations.Nullable;

import java.util.Currency;

/**
 * How much a command is about: {@link Money}, or what was sent without a currency and is counted in
 * that of the account.
 */
@FunctionalInterface
public interface Amount {

    /**
     * Pure. An exception, if it is no amount in that currency, is for whoever made this one.
     *
     * @param currency of the account; null if there is no account
     */
    Money in(@Nullable Currency currency);
}
