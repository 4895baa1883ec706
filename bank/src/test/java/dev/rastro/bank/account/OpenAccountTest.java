package dev.rastro.bank.account;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rastro.bank.account.AccountEvent.AccountClosed;
import dev.rastro.bank.account.AccountEvent.AccountOpened;
import dev.rastro.bank.account.AccountRejection.AccountExists;
import dev.rastro.bank.account.AccountRejection.CurrencyMismatch;
import dev.rastro.bank.account.AccountRejection.CustomerArchived;
import dev.rastro.bank.account.AccountRejection.CustomerNotFound;
import dev.rastro.bank.account.AccountRejection.ExternalIdTaken;
import dev.rastro.bank.account.AccountRejection.InvalidAmount;
import dev.rastro.bank.customer.Address;
import dev.rastro.bank.customer.Customer;
import dev.rastro.bank.customer.CustomerEvent;
import dev.rastro.bank.customer.CustomerEvent.CustomerAccountOpened;
import dev.rastro.bank.customer.CustomerEvent.CustomerRegistered;
import dev.rastro.bank.customer.Customers;
import dev.rastro.bank.externalid.ExternalId;
import dev.rastro.bank.externalid.ExternalIdClaimed;
import dev.rastro.bank.externalid.ExternalIds;
import dev.rastro.bank.money.Money;
import dev.rastro.engine.decider.Change;
import dev.rastro.engine.decider.Entity;
import dev.rastro.engine.testkit.JointDeciderSpec;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OpenAccountTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Currency JPY = Currency.getInstance("JPY");
    private static final Money YEN = new Money(1, JPY);
    private static final UUID ID = new UUID(0, 1);
    private static final LocalDate DAY = LocalDate.of(2026, 1, 31);
    private static final Timing TIMING = Timing.on(DAY, DAY);
    private static final Map<String, String> TAGS = Map.of("k", "v");

    private static final Entity<Account, AccountEvent> A1 = Accounts.CATEGORY.entity("a1");
    private static final Entity<Customer, CustomerEvent> C1 = Customers.CATEGORY.entity("c1");
    private static final Entity<ExternalId, ExternalIdClaimed> EXT =
            ExternalIds.OF_ACCOUNTS.entity("ext");

    private static final CustomerEvent REGISTERED =
            new CustomerRegistered("Jana", new Address(null, "Brno", null, null), null, Map.of());
    private static final CustomerEvent ARCHIVED = new CustomerEvent.CustomerArchived(null);

    private final JointDeciderSpec<OpenAccount, AccountRejection> opening =
            new JointDeciderSpec<>(new OpenAccountDecider());

    private static Money euros(long cents) {
        return new Money(cents, EUR);
    }

    private static OpenAccount forOwner(Money initialDeposit, Money overdraftLimit) {
        return new OpenAccount(
                "a1", "John", null, EUR, initialDeposit, overdraftLimit, null, ID, TIMING, TAGS);
    }

    private static OpenAccount forCustomer(Money initialDeposit, @Nullable String externalId) {
        return new OpenAccount(
                "a1", null, "c1", EUR, initialDeposit, euros(5), externalId, ID, TIMING, TAGS);
    }

    private static AccountOpened openedForCustomer(@Nullable String externalId) {
        return new AccountOpened("Jana", "c1", EUR, euros(7), euros(5), externalId, ID, DAY, TAGS);
    }

    private static AccountOpened openedForOwner(Money initialDeposit, @Nullable UUID transaction) {
        return new AccountOpened(
                "John", null, EUR, initialDeposit, euros(0), null, transaction, DAY, TAGS);
    }

    @Test
    void an_account_is_opened_for_an_owner_known_by_name() {
        opening.when(forOwner(euros(7), euros(0)))
                .then(new Change<>(A1, openedForOwner(euros(7), ID)));
    }

    @Test
    void without_an_initial_deposit_there_is_no_transaction() {
        opening.when(forOwner(euros(0), euros(0)))
                .then(new Change<>(A1, openedForOwner(euros(0), null)));
    }

    @Test
    void a_customers_account_has_the_customers_name_and_is_noted_with_the_customer() {
        opening.given(C1, REGISTERED)
                .when(forCustomer(euros(7), null))
                .then(
                        new Change<>(A1, openedForCustomer(null)),
                        new Change<>(C1, new CustomerAccountOpened("a1")));
    }

    @Test
    void an_external_id_is_claimed_with_the_account() {
        opening.given(C1, REGISTERED)
                .when(forCustomer(euros(7), "ext"))
                .then(
                        new Change<>(A1, openedForCustomer("ext")),
                        new Change<>(C1, new CustomerAccountOpened("a1")),
                        new Change<>(EXT, new ExternalIdClaimed("a1")));
    }

    /** As by a program that did not make ids equal yet. */
    @Test
    void an_external_id_that_was_claimed_in_another_spelling_is_taken() {
        for (var claimed : List.of("\u00e9", " \u00e9 ", "e\u0301")) {
            opening.given(C1, REGISTERED)
                    .given(ExternalIds.OF_ACCOUNTS.entity(claimed), new ExternalIdClaimed("a0"))
                    .when(forCustomer(euros(7), " \u00e9 "))
                    .thenRejected(new ExternalIdTaken(" \u00e9 "));
        }
    }

    @Test
    void an_external_id_is_claimed_once() {
        opening.given(C1, REGISTERED)
                .given(EXT, new ExternalIdClaimed("a0"))
                .when(forCustomer(euros(7), "ext"))
                .thenRejected(new ExternalIdTaken("ext"));
    }

    @Test
    void an_account_is_opened_once_and_never_again() {
        var opened = openedForOwner(euros(0), null);
        var exists = new AccountExists("a1");
        opening.given(A1, opened).when(forOwner(euros(7), euros(0))).thenRejected(exists);
        opening.given(A1, opened, new AccountClosed(null))
                .when(forOwner(euros(7), euros(0)))
                .thenRejected(exists);
    }

    @Test
    void the_customer_must_be_known_and_not_archived() {
        opening.when(forCustomer(euros(7), null)).thenRejected(new CustomerNotFound("c1"));
        opening.given(C1, REGISTERED, ARCHIVED)
                .when(forCustomer(euros(7), null))
                .thenRejected(new CustomerArchived("c1"));
    }

    @Test
    void neither_initial_deposit_nor_overdraft_limit_may_be_negative() {
        opening.when(forOwner(euros(-1), euros(0))).thenRejected(new InvalidAmount(euros(-1)));
        opening.when(forOwner(euros(0), euros(-2))).thenRejected(new InvalidAmount(euros(-2)));
    }

    @Test
    void initial_deposit_and_overdraft_limit_have_the_accounts_currency() {
        var mismatch = new CurrencyMismatch(EUR, JPY);
        opening.when(forOwner(YEN, euros(0))).thenRejected(mismatch);
        opening.when(forOwner(euros(0), YEN)).thenRejected(mismatch);
    }

    @Test
    void reasons_are_heard_in_order_of_precedence() {
        var negativeYen = new Money(-1, JPY);
        var taken = opening.given(EXT, new ExternalIdClaimed("a0"));
        var known = taken.given(C1, REGISTERED);
        taken.given(A1, openedForOwner(euros(0), null))
                .when(forCustomer(negativeYen, "ext"))
                .thenRejected(new AccountExists("a1"));
        taken.when(forCustomer(negativeYen, "ext")).thenRejected(new CustomerNotFound("c1"));
        known.given(C1, ARCHIVED)
                .when(forCustomer(negativeYen, "ext"))
                .thenRejected(new CustomerArchived("c1"));
        known.when(forCustomer(negativeYen, "ext")).thenRejected(new InvalidAmount(negativeYen));
        known.when(forCustomer(YEN, "ext")).thenRejected(new CurrencyMismatch(EUR, JPY));
        opening.when(forOwner(YEN, euros(-1))).thenRejected(new InvalidAmount(euros(-1)));
    }

    @Test
    void the_command_names_either_an_owner_or_a_customer() {
        assertRefused("a1", null, null, null);
        assertRefused("a1", "John", "c1", null);
    }

    @Test
    void the_command_keeps_to_the_limits() {
        assertRefused("", "John", null, null);
        assertRefused("x".repeat(101), "John", null, null);
        assertRefused("a1", " ", null, null);
        assertRefused("a1", "x".repeat(201), null, null);
        assertRefused("a1", null, "", null);
        assertRefused("a1", "John", null, "");
        assertRefused("a1", "John", null, "x".repeat(101));
        assertRefused("a1", "John", null, "nul \0");
    }

    @Test
    void no_account_is_kept_in_gold() {
        var gold = Currency.getInstance("XAU");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new OpenAccount(
                                "a1", "John", null, gold, YEN, YEN, null, ID, TIMING, TAGS));
    }

    private static void assertRefused(
            String id,
            @Nullable String owner,
            @Nullable String customerId,
            @Nullable String externalId) {
        var zero = euros(0);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new OpenAccount(
                                id,
                                owner,
                                customerId,
                                EUR,
                                zero,
                                zero,
                                externalId,
                                ID,
                                TIMING,
                                TAGS));
    }
}
