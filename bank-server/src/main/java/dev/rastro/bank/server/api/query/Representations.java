package dev.rastro.bank.server.api.query;

import dev.rastro.bank.account.Account;
import dev.rastro.bank.account.Counterparty;
import dev.rastro.bank.account.Pending;
import dev.rastro.bank.money.Money;
import dev.rastro.bank.server.readmodel.AccountRow;
import dev.rastro.bank.server.readmodel.CustomerRow;
import dev.rastro.bank.server.readmodel.ReadModels;
import dev.rastro.bank.server.readmodel.ReadModels.Holding;
import dev.rastro.bank.server.readmodel.TransactionRow.Kind;
import dev.rastro.bank.server.timetravel.AccountAt;
import dev.rastro.bank.server.timetravel.Movement;
import dev.rastro.bank.server.timetravel.TimeTravel.BalancePoint;
import dev.rastro.bank.server.timetravel.TimeTravel.TrialBalanceRow;
import dev.rastro.engine.event.RecordedEvent;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Things as clients see them; the components are the members of the JSON. */
public final class Representations {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Representations() {}

    public record AccountView(
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
            long version) {}

    /** How to show each of the accounts. */
    public static Function<AccountRow, AccountView> ofAll(
            List<AccountRow> rows, ReadModels readModels, LocalDate today) {
        var ids = rows.stream().map(AccountRow::accountId).toList();
        var pending = readModels.pending(ids, today);
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

    /** An amount in minor units with the decimals of its currency. */
    public static String decimal(BigDecimal minorUnits, Currency currency) {
        int scale = currency.getDefaultFractionDigits();
        return minorUnits.movePointLeft(scale).setScale(scale).toPlainString();
    }

    record TransactionView(
            UUID transactionId,
            String kind,
            String amount,
            String balanceAfter,
            String description,
            @Nullable Counterparty counterparty,
            LocalDate effectiveDate,
            Instant recordedAt,
            long version,
            long position) {}

    static TransactionView of(Movement movement, Currency currency) {
        var row = movement.transaction();
        return new TransactionView(
                row.transactionId(),
                name(row.kind()),
                new Money(row.amount(), currency).decimal(),
                decimal(movement.balance(), currency),
                row.description(),
                row.counterparty(),
                row.effectiveDate(),
                row.recordedAt(),
                row.version(),
                row.position());
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param change what the movement adds to the balance; negative where it takes away
     */
    record ExplainedView(
            UUID transactionId,
            String kind,
            String change,
            String runningTotal,
            String description,
            @Nullable Counterparty counterparty,
            LocalDate effectiveDate,
            Instant recordedAt,
            long version,
            long position) {}

    static ExplainedView explained(Movement movement, Currency currency) {
        var row = movement.transaction();
        var amount = BigDecimal.valueOf(row.amount());
        return new ExplainedView(
                row.transactionId(),
                name(row.kind()),
                decimal(row.kind().isCredit() ? amount : amount.negate(), currency),
                decimal(movement.balance(), currency),
                row.description(),
                row.counterparty(),
                row.effectiveDate(),
                row.recordedAt(),
                row.version(),
                row.position());
    }

    record BalanceView(LocalDate date, String balance) {}

    static BalanceView of(BalancePoint point, Currency currency) {
        return new BalanceView(point.date(), decimal(point.balance(), currency));
    }

    record TrialBalanceView(
            String currency, String accounts, String outsideWorld, String sum, long accountCount) {}

    static TrialBalanceView of(TrialBalanceRow row) {
        var currency = row.currency();
        return new TrialBalanceView(
                currency.getCurrencyCode(),
                decimal(row.accounts(), currency),
                decimal(row.outsideWorld(), currency),
                decimal(row.sum(), currency),
                row.accountCount());
    }

    record AddressView(
            @Nullable String street,
            String city,
            @Nullable String postalCode,
            @Nullable String country) {}

    record CustomerView(
            String customerId,
            @Nullable String externalId,
            String name,
            AddressView address,
            String status,
            @Nullable HoldingsView accounts,
            Instant registeredAt,
            Instant updatedAt,
            long version) {}

    /**
     * @param open how many accounts of the customer are open
     * @param balances what all of them hold, by currency
     */
    record HoldingsView(long open, List<MoneyView> balances) {}

    record MoneyView(String amount, String currency) {}

    /** How to show each of the customers, with what their accounts hold now. */
    static Function<CustomerRow, CustomerView> ofAll(
            List<CustomerRow> rows, ReadModels readModels) {
        var ids = rows.stream().map(CustomerRow::customerId).toList();
        var held =
                readModels.holdings(ids).stream()
                        .collect(Collectors.groupingBy(Holding::customerId));
        return row -> of(row, of(held.getOrDefault(row.customerId(), List.of())));
    }

    private static HoldingsView of(List<Holding> holdings) {
        return new HoldingsView(
                holdings.stream().mapToLong(Holding::open).sum(),
                holdings.stream()
                        .map(it ->
                                new MoneyView(
                                        decimal(it.balance(), it.currency()),
                                        it.currency().getCurrencyCode()))
                        .toList());
    }

    /**
     * @param accounts null where they are not asked for
     */
    static CustomerView of(CustomerRow row, @Nullable HoldingsView accounts) {
        var address = row.address();
        return new CustomerView(
                row.customerId(),
                row.externalId(),
                row.name(),
                new AddressView(
                        address.street(), address.city(), address.postalCode(), address.country()),
                row.status(),
                accounts,
                row.registeredAt(),
                row.updatedAt(),
                row.version());
    }

    public record MetadataView(UUID correlationId, UUID causationId, String actor) {}

    public record EventView(
            UUID eventId,
            String type,
            int schemaVersion,
            String stream,
            long version,
            long position,
            Instant recordedAt,
            JsonNode data,
            MetadataView metadata) {}

    /** The event as it is stored, its data included. */
    public static EventView of(RecordedEvent event) {
        var data = event.data();
        var metadata = data.metadata();
        return new EventView(
                data.id(),
                data.type(),
                data.schemaVersion(),
                event.stream().toString(),
                event.version(),
                event.position(),
                event.recordedAt(),
                MAPPER.readTree(data.payload().bytes()),
                new MetadataView(
                        metadata.correlationId(), metadata.causationId(), metadata.actor()));
    }
}
