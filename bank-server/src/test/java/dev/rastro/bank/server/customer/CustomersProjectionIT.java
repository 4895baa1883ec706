package dev.rastro.bank.server.customer;

import dev.rastro.bank.customer.Address;
import dev.rastro.bank.customer.CustomerEvent;
import dev.rastro.bank.customer.CustomerEvent.CustomerAccountOpened;
import dev.rastro.bank.customer.CustomerEvent.CustomerAddressChanged;
import dev.rastro.bank.customer.CustomerEvent.CustomerArchived;
import dev.rastro.bank.customer.CustomerEvent.CustomerRegistered;
import dev.rastro.bank.customer.Customers;
import dev.rastro.bank.server.codec.BankCodecs;
import dev.rastro.engine.decider.EventCodec;
import dev.rastro.engine.event.StreamName;
import dev.rastro.engine.postgres.TestDatabase;
import dev.rastro.engine.postgres.projection.ProjectionSpec;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.Map;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CustomersProjectionIT {

    private static final EventCodec<CustomerEvent> CODEC =
            new BankCodecs().events(Customers.CATEGORY);
    private static final ProjectionSpec CUSTOMERS =
            new ProjectionSpec(
                    TestDatabase.withEmptyLog().asApplication(), new CustomersProjection(CODEC));

    private static final StreamName ADA = new StreamName("customer", "ada");
    private static final StreamName BOB = new StreamName("customer", "bob");
    private static final Address OSLO = new Address(null, "Oslo", null, null);
    private static final Address ROME = new Address("Via 1", "Rome", "00100", "IT");
    private static final String ALL =
            "SELECT customer_id, name, city, street, status, version FROM customer ORDER BY 1";

    @Test
    void a_customer_who_is_registered_is_to_be_found() {
        CUSTOMERS
                .when(ADA, CODEC, registered("Ada", ROME))
                .then(ALL, "ada | Ada | Rome | Via 1 | active | 1");
    }

    @Test
    void a_customer_who_moves_leaves_nothing_of_the_old_address() {
        CUSTOMERS
                .given(ADA, CODEC, registered("Ada", ROME))
                .given(BOB, CODEC, registered("Bob", ROME))
                .when(ADA, CODEC, new CustomerAddressChanged(ROME, OSLO))
                .then(
                        ALL,
                        "ada | Ada | Oslo | null | active | 2",
                        "bob | Bob | Rome | Via 1 | active | 1");
    }

    @Test
    void the_name_is_kept_folded_with_its_pieces() {
        CUSTOMERS
                .when(ADA, CODEC, registered("\u00c1da", ROME))
                .then(
                        "SELECT id, name, pieces @> '{a,da,ada}' FROM customer_name",
                        "ada | ada | t");
    }

    @Test
    void an_archived_customer_stays_to_be_seen() {
        CUSTOMERS
                .given(ADA, CODEC, registered("Ada", OSLO), new CustomerAccountOpened("a1"))
                .when(ADA, CODEC, new CustomerArchived(null))
                .then(ALL, "ada | Ada | Oslo | null | archived | 3");
    }

    @Test
    void a_customer_who_was_never_registered_cannot_be_shown() {
        CUSTOMERS
                .when(ADA, CODEC, new CustomerArchived(null))
                .thenFails(IllegalStateException.class);
    }

    private static CustomerEvent registered(String name, Address address) {
        return new CustomerRegistered(name, address, null, Map.of());
    }
}
