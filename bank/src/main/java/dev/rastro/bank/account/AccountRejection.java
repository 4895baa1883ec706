package dev.rastro.bank.account;

import dev.rastro.bank.money.Money;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;

/**
 * Every reason to refuse a command on accounts, in order of precedence: when several hold, the
 * caller hears the first of this list, and of two accounts the sender's.
 */
public sealed interface AccountRejection {

    record AccountNotFound(String accountId) implements AccountRejection {}

    /** Opened under this id before. */
    record AccountExists(String accountId) implements AccountRejection {}

    record AccountClosed(String accountId) implements AccountRejection {}

    record CustomerNotFound(String customerId) implements AccountRejection {}

    record CustomerArchived(String customerId) implements AccountRejection {}

    record SameAccount(String accountId) implements AccountRejection {}

    /** Not positive; or negative, where zero is allowed. */
    record InvalidAmount(Money amount) implements AccountRejection {}

    record CurrencyMismatch(Currency expected, Currency actual) implements AccountRejection {}

    /** It would take effect on a day that may not be named yet. */
    record EffectiveDateInFuture(LocalDate effectiveDate, LocalDate latest)
            implements AccountRejection {}

    record ExternalIdTaken(String externalId) implements AccountRejection {}

    /** The balance would be more than can be counted. */
    record BalanceOverflow(String accountId) implements AccountRejection {}

    /**
     * @param available what has taken effect, less what goes out later, and the overdraft limit
     */
    record InsufficientFunds(Money available) implements AccountRejection {}

    /**
     * Something recorded in the account takes effect on a later day.
     *
     * @param until the last such day
     */
    record EntriesPending(String accountId, LocalDate until) implements AccountRejection {}

    record BalanceNotZero(Money balance) implements AccountRejection {}

    /** The one with precedence; the earlier in the list on a tie. The list is not empty. */
    static AccountRejection first(List<AccountRejection> reasons) {
        return reasons.stream()
                .min(Comparator.comparingInt(AccountRejection::precedence))
                .orElseThrow();
    }

    private int precedence() {
        return switch (this) {
            case AccountNotFound reason -> 1;
            case AccountExists reason -> 2;
            case AccountClosed reason -> 3;
            case CustomerNotFound reason -> 4;
            case CustomerArchived reason -> 5;
            case SameAccount reason -> 6;
            case InvalidAmount reason -> 7;
            case CurrencyMismatch reason -> 8;
            case EffectiveDateInFuture reason -> 9;
            case ExternalIdTaken reason -> 10;
            case BalanceOverflow reason -> 11;
            case InsufficientFunds reason -> 12;
            case EntriesPending reason -> 13;
            case BalanceNotZero reason -> 14;
        };
    }
}
