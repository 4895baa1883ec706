package dev.rastro.bank.server.codec;

import dev.rastro.bank.account.AccountEvent.AccountClosed;
import dev.rastro.bank.account.AccountEvent.AccountOpened;
import dev.rastro.bank.account.AccountEvent.MoneyDeposited;
import dev.rastro.bank.account.AccountEvent.MoneyWithdrawn;
import dev.rastro.bank.account.AccountEvent.TransferReceived;
import dev.rastro.bank.account.AccountEvent.TransferSent;
import dev.rastro.bank.account.Counterparty;
import dev.rastro.bank.customer.Address;
import dev.rastro.bank.customer.CustomerEvent.CustomerAccountClosed;
import dev.rastro.bank.customer.CustomerEvent.CustomerAccountOpened;
import dev.rastro.bank.customer.CustomerEvent.CustomerAddressChanged;
import dev.rastro.bank.customer.CustomerEvent.CustomerArchived;
import dev.rastro.bank.customer.CustomerEvent.CustomerRegistered;
import dev.rastro.bank.externalid.ExternalIdClaimed;
import dev.rastro.bank.money.Money;
import dev.rastro.bank.server.admin.operation.ProjectionOperation.ParkedEventSkipped;
import dev.rastro.bank.standingorder.Interval;
import dev.rastro.bank.standingorder.StandingOrderEvent.StandingOrderCancelled;
import dev.rastro.bank.standingorder.StandingOrderEvent.StandingOrderCompleted;
import dev.rastro.bank.standingorder.StandingOrderEvent.StandingOrderExecuted;
import dev.rastro.bank.standingorder.StandingOrderEvent.StandingOrderExecutionFailed;
import dev.rastro.bank.standingorder.StandingOrderEvent.StandingOrderScheduled;

import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** What the program makes of each golden file, by the file's name. */
final class Examples {

    static final Currency EUR = Currency.getInstance("EUR");
    static final UUID TRANSACTION = UUID.fromString("01932f5e-7a00-7000-8000-000000000001");
    static final String ACCOUNT = "01932f5e-7a00-7000-8000-00000000000a";
    static final String CUSTOMER = "01932f5e-7a00-7000-8000-00000000000c";

    private static final LocalDate DAY = LocalDate.of(1998, 3, 1);
    private static final Map<String, String> METADATA =
            Map.of("kind", "card_withdrawal", "bank", "ČSOB", "account", "19-2000145399/0800");
    private static final Address FULL = new Address("Dlouhá 1", "Praha", "110 00", "CZ");
    private static final Address CITY = new Address(null, "Písek", null, null);

    private Examples() {}

    static Map<String, Object> byFile() {
        var examples = new TreeMap<String, Object>();
        examples.putAll(accounts());
        examples.putAll(transfers());
        examples.putAll(customers());
        examples.putAll(standingOrders());
        examples.put("ExternalIdClaimed.v1.json", new ExternalIdClaimed(ACCOUNT));
        examples.put(
                "ParkedEventSkipped.v1.json",
                new ParkedEventSkipped(
                        "accounts", 3, "account-" + ACCOUNT, 7, 1043, "written by a \"typo\""));
        return examples;
    }

    private static Map<String, Object> accounts() {
        return Map.of(
                "AccountOpened.v1.json",
                new AccountOpened(
                        "Jana \"Nová\" 😀",
                        CUSTOMER,
                        EUR,
                        money(100_000),
                        money(50_000),
                        "berka:1787",
                        TRANSACTION,
                        DAY,
                        METADATA),
                "AccountOpened.v1.minimal.json",
                new AccountOpened(
                        "John Doe", null, EUR, money(0), money(0), null, null, null, Map.of()),
                "AccountOpened.v1.yen.json",
                new AccountOpened(
                        "山田",
                        null,
                        Currency.getInstance("JPY"),
                        new Money(1_000, Currency.getInstance("JPY")),
                        new Money(0, Currency.getInstance("JPY")),
                        null,
                        TRANSACTION,
                        null,
                        Map.of()),
                "MoneyDeposited.v1.json",
                new MoneyDeposited(TRANSACTION, money(50_000), "Salary", DAY, METADATA),
                "MoneyDeposited.v1.minimal.json",
                new MoneyDeposited(TRANSACTION, money(Long.MAX_VALUE), "", null, Map.of()),
                "MoneyWithdrawn.v1.json",
                new MoneyWithdrawn(TRANSACTION, money(1), "Rent\n\"March\"", DAY, METADATA),
                "MoneyWithdrawn.v1.minimal.json",
                new MoneyWithdrawn(TRANSACTION, money(1_234), "", null, Map.of()),
                "AccountClosed.v1.json",
                new AccountClosed("moved away"),
                "AccountClosed.v1.minimal.json",
                new AccountClosed(null));
    }

    /** Of version 1 the owner's name is not known. */
    private static Map<String, Object> transfers() {
        var named = new Counterparty(ACCOUNT, "Jana \"Nová\" 😀");
        var unnamed = new Counterparty(ACCOUNT, null);
        return Map.of(
                "TransferSent.v1.json",
                sent(unnamed),
                "TransferSent.v1.minimal.json",
                new TransferSent(TRANSACTION, unnamed, money(1_234), "", null, Map.of()),
                "TransferSent.v2.json",
                sent(named),
                "TransferSent.v2.minimal.json",
                new TransferSent(TRANSACTION, unnamed, money(1_234), "", null, Map.of()),
                "TransferReceived.v1.json",
                received(unnamed),
                "TransferReceived.v1.minimal.json",
                new TransferReceived(TRANSACTION, unnamed, money(1_234), "", null, Map.of()),
                "TransferReceived.v2.json",
                received(named),
                "TransferReceived.v2.minimal.json",
                new TransferReceived(TRANSACTION, unnamed, money(1_234), "", null, Map.of()));
    }

    private static TransferSent sent(Counterparty receiver) {
        return new TransferSent(TRANSACTION, receiver, money(1_234), "Rent", DAY, METADATA);
    }

    private static TransferReceived received(Counterparty sender) {
        return new TransferReceived(TRANSACTION, sender, money(1_234), "Rent", DAY, METADATA);
    }

    private static Map<String, Object> customers() {
        return Map.of(
                "CustomerRegistered.v1.json",
                new CustomerRegistered("Jana Nová", FULL, "berka:692", METADATA),
                "CustomerRegistered.v1.minimal.json",
                new CustomerRegistered("John Doe", CITY, null, Map.of()),
                "CustomerAddressChanged.v1.json",
                new CustomerAddressChanged(CITY, FULL),
                "CustomerAccountOpened.v1.json",
                new CustomerAccountOpened(ACCOUNT),
                "CustomerAccountClosed.v1.json",
                new CustomerAccountClosed(ACCOUNT),
                "CustomerArchived.v1.json",
                new CustomerArchived("deceased"),
                "CustomerArchived.v1.minimal.json",
                new CustomerArchived(null));
    }

    private static Map<String, Object> standingOrders() {
        return Map.of(
                "StandingOrderScheduled.v1.json",
                new StandingOrderScheduled(
                        ACCOUNT,
                        CUSTOMER,
                        money(65_000),
                        "Rent",
                        DAY,
                        Interval.MONTHLY,
                        DAY.plusYears(1)),
                "StandingOrderScheduled.v1.minimal.json",
                new StandingOrderScheduled(
                        ACCOUNT, CUSTOMER, money(1), "", DAY, Interval.WEEKLY, null),
                "StandingOrderScheduled.v1.yearly.json",
                new StandingOrderScheduled(
                        ACCOUNT, CUSTOMER, money(1), "", DAY, Interval.YEARLY, null),
                "StandingOrderExecuted.v1.json",
                new StandingOrderExecuted(DAY, 2, TRANSACTION, DAY.plusDays(1), DAY.plusMonths(1)),
                "StandingOrderExecuted.v1.minimal.json",
                new StandingOrderExecuted(DAY, 1, TRANSACTION, DAY, null),
                "StandingOrderExecutionFailed.v1.json",
                new StandingOrderExecutionFailed(
                        DAY, 1, "insufficient_funds", DAY.plusDays(1), DAY.plusMonths(1)),
                "StandingOrderExecutionFailed.v1.minimal.json",
                new StandingOrderExecutionFailed(DAY, 3, "account_closed", null, null),
                "StandingOrderCancelled.v1.json",
                new StandingOrderCancelled("moved away"),
                "StandingOrderCancelled.v1.minimal.json",
                new StandingOrderCancelled(null),
                "StandingOrderCompleted.v1.json",
                new StandingOrderCompleted(DAY));
    }

    private static Money money(long cents) {
        return new Money(cents, EUR);
    }
}
