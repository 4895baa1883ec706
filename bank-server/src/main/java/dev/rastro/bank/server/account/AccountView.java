package dev.rastro.bank.server.account;

import static dev.rastro.bank.server.shared.query.MinorUnits.decimal;

import dev.rastro.bank.account.Account;
import dev.rastro.bank.account.Pending;
import dev.rastro.bank.money.Money;
import dev.rastro.bank.server.account.readmodel.AccountReader;
import dev.rastro.bank.server.account.readmodel.AccountRow;
import dev.rastro.bank.server.account.timetravel.AccountAt;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;

/** An account as clients see it; the components are the members of the JSON. */
record AccountView(
        String accountId,
        @Nullable String externalId,
        String ownerName,
        @Nullable String customerId,
        String currency,
        String balance,
        String available,
        String overdraftLimit,
        String status,
        String totalDeposits,
        String totalWithdrawals,
        long transactionCount,
        Instant openedAt,
        Instant updatedAt,
        long version) {

    /** How to show each of the accounts. */
    static Function<AccountRow, AccountView> ofAll(
            List<AccountRow> rows, AccountReader reader, LocalDate today) {
        var ids = rows.stream().map(AccountRow::accountId).toList();
        var pending = reader.pending(ids, today);
        return row -> of(row, pending.getOrDefault(row.accountId(), Pending.NONE), today);
    }

    /**
     * @param pending what takes effect in the account after today
     */
    static AccountView of(AccountRow row, Pending pending, LocalDate today) {
        var currency = row.currency();
        var balance = new Money(row.balance(), currency);
        var limit = new Money(row.overdraftLimit(), currency);
        var available =
                new Account.Open(row.ownerName(), row.customerId(), balance, limit, pending)
                        .available(today);
        return new AccountView(
                row.accountId(),
                row.externalId(),
                row.ownerName(),
                row.customerId(),
                currency.getCurrencyCode(),
                balance.decimal(),
                available.decimal(),
                limit.decimal(),
                row.status(),
                decimal(row.totalDeposits(), currency),
                decimal(row.totalWithdrawals(), currency),
                row.transactionCount(),
                row.openedAt(),
                row.updatedAt(),
                row.version());
    }

    static AccountView of(AccountAt account) {
        var opening = account.opening();
        var currency = opening.currency();
        var limit = opening.overdraftLimit();
        var available = account.balance().add(BigDecimal.valueOf(limit.minorUnits()));
        return new AccountView(
                account.accountId(),
                opening.externalId(),
                opening.ownerName(),
                opening.customerId(),
                currency.getCurrencyCode(),
                decimal(account.balance(), currency),
                decimal(available.min(BigDecimal.valueOf(Long.MAX_VALUE)), currency),
                limit.decimal(),
                account.closed() ? AccountRow.CLOSED : AccountRow.OPEN,
                decimal(account.totalDeposits(), currency),
                decimal(account.totalWithdrawals(), currency),
                account.transactionCount(),
                account.openedAt(),
                account.updatedAt(),
                account.version());
    }
}
