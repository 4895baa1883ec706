package dev.rastro.bank.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.rastro.bank.customer.Customer.Active;
import dev.rastro.bank.customer.Customer.Archived;
import dev.rastro.bank.customer.Customer.Unregistered;
import dev.rastro.bank.customer.CustomerCommand.ArchiveCustomer;
import dev.rastro.bank.customer.CustomerCommand.ChangeAddress;
import dev.rastro.bank.customer.CustomerCommand.RegisterCustomer;
import dev.rastro.bank.customer.CustomerEvent.CustomerAccountClosed;
import dev.rastro.bank.customer.CustomerEvent.CustomerAccountOpened;
import dev.rastro.bank.customer.CustomerEvent.CustomerAddressChanged;
import dev.rastro.bank.customer.CustomerEvent.CustomerArchived;
import dev.rastro.bank.customer.CustomerEvent.CustomerRegistered;
import dev.rastro.bank.customer.CustomerRejection.CustomerExists;
import dev.rastro.bank.customer.CustomerRejection.CustomerNotFound;
import dev.rastro.bank.customer.CustomerRejection.ExternalIdTaken;
import dev.rastro.bank.customer.CustomerRejection.OpenAccounts;
import dev.rastro.bank.externalid.ExternalIdClaimed;
import dev.rastro.bank.externalid.ExternalIds;
import dev.rastro.engine.decider.Change;
import dev.rastro.engine.decider.Entity;
import dev.rastro.engine.testkit.DeciderSpec;
import dev.rastro.engine.testkit.JointDeciderSpec;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Set;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CustomerTest {

    private static final Address PRAGUE = new Address("Na Příkopě 1", "Praha", "110 00", "CZ");
    private static final Address BRNO = new Address(null, "Brno", null, null);
    private static final Map<String, String> TAGS = Map.of("segment", "retail");
    private static final CustomerRegistered REGISTERED =
            new CustomerRegistered("Jana", PRAGUE, null, TAGS);
    private static final CustomerAccountOpened OPENED = new CustomerAccountOpened("a1");
    private static final CustomerArchived ARCHIVED = new CustomerArchived("moved away");
    private static final RegisterCustomer REGISTER =
            new RegisterCustomer("c1", "Jana", PRAGUE, null, TAGS);
    private static final RegisterCustomer REGISTER_EXTERNAL =
            new RegisterCustomer("c1", "Jana", PRAGUE, "ext", TAGS);
    private static final Entity<Customer, CustomerEvent> C1 = Customers.CATEGORY.entity("c1");

    private final DeciderSpec<CustomerCommand, Customer, CustomerEvent, CustomerRejection>
            customer = new DeciderSpec<>(new CustomerDecider());

    private final JointDeciderSpec<RegisterCustomer, CustomerRejection> registration =
            new JointDeciderSpec<>(new RegisterCustomerDecider());

    @Test
    void a_customer_is_registered() {
        registration.when(REGISTER).then(new Change<>(C1, REGISTERED));
    }

    @Test
    void a_customer_claims_the_external_id() {
        registration
                .when(REGISTER_EXTERNAL)
                .then(
                        new Change<>(C1, new CustomerRegistered("Jana", PRAGUE, "ext", TAGS)),
                        new Change<>(
                                ExternalIds.OF_CUSTOMERS.entity("ext"),
                                new ExternalIdClaimed("c1")));
    }

    @Test
    void an_external_id_is_claimed_once() {
        registration
                .given(ExternalIds.OF_CUSTOMERS.entity("ext"), new ExternalIdClaimed("c0"))
                .when(REGISTER_EXTERNAL)
                .thenRejected(new ExternalIdTaken("ext"));
    }

    /** As by a program that did not make ids equal yet. */
    @Test
    void an_external_id_that_was_claimed_in_another_spelling_is_taken() {
        var register = new RegisterCustomer("c1", "Jana", PRAGUE, " \u00e9 ", TAGS);
        for (var claimed : Set.of("\u00e9", " \u00e9 ", "e\u0301")) {
            registration
                    .given(ExternalIds.OF_CUSTOMERS.entity(claimed), new ExternalIdClaimed("c0"))
                    .when(register)
                    .thenRejected(new ExternalIdTaken(" \u00e9 "));
        }
    }

    @Test
    void an_external_id_is_kept_without_blanks_and_composed() {
        registration
                .when(new RegisterCustomer("c1", "Jana", PRAGUE, " e\u0301 ", TAGS))
                .then(
                        new Change<>(C1, new CustomerRegistered("Jana", PRAGUE, "\u00e9", TAGS)),
                        new Change<>(
                                ExternalIds.OF_CUSTOMERS.entity("\u00e9"),
                                new ExternalIdClaimed("c1")));
    }

    @Test
    void an_external_id_of_an_account_is_free_for_a_customer() {
        registration
                .given(ExternalIds.OF_ACCOUNTS.entity("ext"), new ExternalIdClaimed("a1"))
                .when(REGISTER_EXTERNAL)
                .then(
                        new Change<>(C1, new CustomerRegistered("Jana", PRAGUE, "ext", TAGS)),
                        new Change<>(
                                ExternalIds.OF_CUSTOMERS.entity("ext"),
                                new ExternalIdClaimed("c1")));
    }

    @Test
    void nobody_is_registered_twice() {
        registration.given(C1, REGISTERED).when(REGISTER).thenRejected(new CustomerExists("c1"));
        registration
                .given(C1, REGISTERED, ARCHIVED)
                .when(REGISTER)
                .thenRejected(new CustomerExists("c1"));
    }

    @Test
    void that_the_customer_exists_is_said_before_that_the_external_id_is_taken() {
        registration
                .given(C1, REGISTERED)
                .given(ExternalIds.OF_CUSTOMERS.entity("ext"), new ExternalIdClaimed("c0"))
                .when(REGISTER_EXTERNAL)
                .thenRejected(new CustomerExists("c1"));
    }

    @Test
    void a_customer_moves() {
        customer.given(REGISTERED)
                .when(new ChangeAddress("c1", BRNO))
                .then(new CustomerAddressChanged(PRAGUE, BRNO));
    }

    @Test
    void moving_to_where_one_lives_is_accepted_and_changes_nothing() {
        customer.given(REGISTERED).when(new ChangeAddress("c1", PRAGUE)).then();
        customer.given(REGISTERED, new CustomerAddressChanged(PRAGUE, BRNO))
                .when(new ChangeAddress("c1", BRNO))
                .then();
    }

    @Test
    void an_unknown_customer_neither_moves_nor_is_archived() {
        var unknown = new CustomerNotFound("c1");
        customer.when(new ChangeAddress("c1", BRNO)).thenRejected(unknown);
        customer.when(new ArchiveCustomer("c1", null)).thenRejected(unknown);
    }

    @Test
    void an_archived_customer_neither_moves_nor_is_archived_again() {
        var archived = new CustomerRejection.CustomerArchived("c1");
        var given = customer.given(REGISTERED, ARCHIVED);
        given.when(new ChangeAddress("c1", BRNO)).thenRejected(archived);
        given.when(new ChangeAddress("c1", PRAGUE)).thenRejected(archived);
        given.when(new ArchiveCustomer("c1", null)).thenRejected(archived);
    }

    @Test
    void a_customer_without_accounts_is_archived() {
        customer.given(REGISTERED)
                .when(new ArchiveCustomer("c1", "moved away"))
                .then(new CustomerArchived("moved away"));
    }

    @Test
    void a_customer_with_open_accounts_is_not_archived() {
        customer.given(REGISTERED, OPENED, new CustomerAccountOpened("a2"))
                .when(new ArchiveCustomer("c1", null))
                .thenRejected(new OpenAccounts(2));
    }

    @Test
    void a_customer_whose_accounts_are_closed_is_archived() {
        customer.given(REGISTERED, OPENED, new CustomerAccountClosed("a1"))
                .when(new ArchiveCustomer("c1", null))
                .then(new CustomerArchived(null));
    }

    @Test
    void history_adds_up() {
        customer.isIn(new Unregistered());
        customer.given(REGISTERED, OPENED, new CustomerAddressChanged(PRAGUE, BRNO))
                .isIn(new Active("Jana", BRNO, Set.of("a1")));
        customer.given(REGISTERED, OPENED, new CustomerAccountClosed("a1"), ARCHIVED)
                .isIn(new Archived("Jana", PRAGUE));
    }

    @Test
    void a_change_before_the_registration_can_only_be_a_corrupt_stream() {
        assertThatIllegalStateException().isThrownBy(() -> customer.given(OPENED));
        assertThatIllegalStateException()
                .isThrownBy(() -> customer.given(REGISTERED, ARCHIVED, ARCHIVED));
    }

    @Test
    void a_state_is_not_changed_from_outside() {
        assertThat(new Active("Jana", BRNO, Set.of("a1")).openAccountIds()).isUnmodifiable();
    }

    @Test
    void commands_keep_to_the_limits() {
        var long201 = "x".repeat(201);
        assertRefused(() -> new RegisterCustomer("c1", long201, BRNO, null, Map.of()));
        assertRefused(() -> new RegisterCustomer("c1", " ", BRNO, null, Map.of()));
        assertRefused(() -> new RegisterCustomer("", "Jana", BRNO, null, Map.of()));
        assertRefused(() -> new RegisterCustomer("c1", "Jana", BRNO, "", Map.of()));
        assertRefused(() -> new RegisterCustomer("c1", "Jana", BRNO, "x".repeat(101), Map.of()));
        assertRefused(() -> new RegisterCustomer("c1", "Jana", BRNO, null, Map.of("", "")));
        assertRefused(() -> new ChangeAddress("c1", new Address(null, "", null, null)));
        assertRefused(() -> new ChangeAddress("c1", new Address(long201, "Brno", null, null)));
        assertRefused(() -> new ChangeAddress("c1", new Address(null, "Brno", long201, null)));
        assertRefused(() -> new ChangeAddress("c1", new Address(null, "Brno", null, "\0")));
        assertRefused(() -> new ArchiveCustomer("c1", "x".repeat(501)));
    }

    private static void assertRefused(Runnable construction) {
        assertThatIllegalArgumentException().isThrownBy(construction::run);
    }
}
