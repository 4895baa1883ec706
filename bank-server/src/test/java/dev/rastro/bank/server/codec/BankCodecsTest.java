package dev.rastro.bank.server.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rastro.bank.account.Account;
import dev.rastro.bank.account.AccountEvent.AccountClosed;
import dev.rastro.bank.account.AccountEvent.MoneyDeposited;
import dev.rastro.bank.account.Accounts;
import dev.rastro.bank.account.Pending;
import dev.rastro.bank.customer.Address;
import dev.rastro.bank.customer.Customer;
import dev.rastro.bank.customer.CustomerEvent.CustomerArchived;
import dev.rastro.bank.customer.Customers;
import dev.rastro.bank.externalid.ExternalId;
import dev.rastro.bank.externalid.ExternalIdClaimed;
import dev.rastro.bank.externalid.ExternalIds;
import dev.rastro.bank.money.Money;
import dev.rastro.engine.decider.Category;
import dev.rastro.engine.event.EventData;
import dev.rastro.engine.event.Metadata;
import dev.rastro.engine.event.Payload;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.event.StreamName;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BankCodecsTest {

    private static final UUID ID = new UUID(7, 7);
    private static final Metadata METADATA = new Metadata(ID, ID, "test");
    private static final Money TEN = new Money(1_000, Examples.EUR);

    private final BankCodecs codecs = new BankCodecs();

    @Test
    void an_event_is_read_by_its_streams_category() {
        var closed = codecs.events(Accounts.CATEGORY).encode(new AccountClosed(null), ID, METADATA);
        var archived =
                codecs.events(Customers.CATEGORY).encode(new CustomerArchived(null), ID, METADATA);
        var claimed =
                codecs.events(ExternalIds.OF_CUSTOMERS)
                        .encode(new ExternalIdClaimed("x"), ID, METADATA);

        assertThat(decode("account", closed)).isEqualTo(new AccountClosed(null));
        assertThat(decode("customer", archived)).isEqualTo(new CustomerArchived(null));
        assertThat(decode("account_external_id", claimed)).isEqualTo(new ExternalIdClaimed("x"));
        assertThat(decode("customer_external_id", claimed)).isEqualTo(new ExternalIdClaimed("x"));
        assertThatThrownBy(() -> decode("customer", closed))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> decode("loan", closed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("loan");
    }

    @Test
    void every_state_comes_back() {
        var address = new Address("Dlouhá 1", "Praha", null, null);
        var days = new TreeMap<>(Map.of(LocalDate.of(2099, 1, 1), BigInteger.TWO.pow(64)));
        var pending = new Pending(days);
        comesBack(Accounts.CATEGORY, new Account.Unopened());
        comesBack(Accounts.CATEGORY, new Account.Open("Jana", null, TEN, TEN, Pending.NONE));
        comesBack(
                Accounts.CATEGORY,
                new Account.Open(
                        "Jana", "c", new Money(Long.MIN_VALUE, Examples.EUR), TEN, pending));
        comesBack(Accounts.CATEGORY, new Account.Closed("Jana", "c", Examples.EUR));
        comesBack(Customers.CATEGORY, new Customer.Unregistered());
        comesBack(Customers.CATEGORY, new Customer.Active("Jana", address, Set.of()));
        comesBack(Customers.CATEGORY, new Customer.Active("Jana", address, Set.of("b", "a")));
        comesBack(Customers.CATEGORY, new Customer.Archived("Jana", address));
        comesBack(ExternalIds.OF_ACCOUNTS, new ExternalId(null));
        comesBack(ExternalIds.OF_ACCOUNTS, new ExternalId("x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.00", "-0.01", "92233720368547758.07", "-92233720368547758.08"})
    void an_exact_amount_is_read(String amount) {
        assertThat(deposit("{\"amount\":\"%s\",\"currency\":\"EUR\"}".formatted(amount)))
                .isEqualTo(
                        new MoneyDeposited(
                                ID,
                                Money.parseSigned(amount, Examples.EUR).orElseThrow(),
                                "",
                                null,
                                Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "[]",
                "12.34",
                "\"12.34 EUR\"",
                "{\"amount\":\"12.34\"}",
                "{\"currency\":\"EUR\"}",
                "{\"amount\":12.34,\"currency\":\"EUR\"}",
                "{\"amount\":null,\"currency\":\"EUR\"}",
                "{\"amount\":\"12.34\",\"currency\":null}",
                "{\"amount\":\"12.34\",\"currency\":978}",
                "{\"amount\":\"12.34\",\"currency\":\"eur\"}",
                "{\"amount\":\"12.34\",\"currency\":\"\"}",
                "{\"amount\":\"12\",\"currency\":\"XAU\"}",
                "{\"amount\":\"12.34\",\"currency\":\"JPY\"}",
                "{\"amount\":\"12.3\",\"currency\":\"EUR\"}",
                "{\"amount\":\"12\",\"currency\":\"EUR\"}",
                "{\"amount\":\"12.340\",\"currency\":\"EUR\"}",
                "{\"amount\":\"012.34\",\"currency\":\"EUR\"}",
                "{\"amount\":\"+12.34\",\"currency\":\"EUR\"}",
                "{\"amount\":\"-0.00\",\"currency\":\"EUR\"}",
                "{\"amount\":\" 12.34\",\"currency\":\"EUR\"}",
                "{\"amount\":\"1234e-2\",\"currency\":\"EUR\"}",
                "{\"amount\":\"\",\"currency\":\"EUR\"}",
                "{\"amount\":\"92233720368547758.08\",\"currency\":\"EUR\"}",
                "{\"amount\":\"12.34\",\"amount\":\"12.34\",\"currency\":\"EUR\"}",
                "{\"amount\":\"12.34\",\"currency\":\"EUR\",\"scale\":2}"
            })
    void money_that_is_not_exact_is_refused(String money) {
        assertThatThrownBy(() -> deposit(money)).isInstanceOf(IllegalStateException.class);
    }

    private Object deposit(String money) {
        var json =
                "{\"transaction_id\":\"%s\",\"amount\":%s,\"description\":\"\"}"
                        .formatted(ID, money);
        return decode(
                "account", new EventData(ID, "MoneyDeposited", 1, Payload.ofText(json), METADATA));
    }

    private Object decode(String category, EventData data) {
        return codecs.decode(
                new RecordedEvent(new StreamName(category, "1"), 1, 1, Instant.EPOCH, data));
    }

    private <S> void comesBack(Category<S, ?> category, S state) {
        var codec = codecs.states(category);
        assertThat(codec.decode(codec.encode(state))).isEqualTo(state);
    }
}
