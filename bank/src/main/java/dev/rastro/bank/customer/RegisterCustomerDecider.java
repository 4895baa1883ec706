package dev.rastro.bank.customer;

import static dev.rastro.engine.decider.Decision.reject;

import dev.rastro.bank.customer.CustomerCommand.RegisterCustomer;
import dev.rastro.bank.customer.CustomerRejection.ExternalIdTaken;
import dev.rastro.bank.externalid.ExternalIdClaimed;
import dev.rastro.bank.externalid.ExternalIds;
import dev.rastro.engine.decider.Change;
import dev.rastro.engine.decider.Decision;
import dev.rastro.engine.decider.Decision.Accepted;
import dev.rastro.engine.decider.Decision.Rejected;
import dev.rastro.engine.decider.Entity;
import dev.rastro.engine.decider.JointDecider;
import dev.rastro.engine.decider.States;

import java.util.ArrayList;
import java.util.List;

/** Registers a customer and claims the external id, or does neither. */
final class RegisterCustomerDecider implements JointDecider<RegisterCustomer, CustomerRejection> {

    private final CustomerDecider customers = new CustomerDecider();

    @Override
    public List<Entity<?, ?>> entities(RegisterCustomer command) {
        var entities = new ArrayList<Entity<?, ?>>();
        entities.add(Customers.CATEGORY.entity(command.customerId()));
        if (command.externalId() != null) {
            entities.addAll(ExternalIds.claims(ExternalIds.OF_CUSTOMERS, command.externalId()));
        }
        return entities;
    }

    @Override
    public Decision<Change<?>, CustomerRejection> decide(RegisterCustomer command, States states) {
        var customer = Customers.CATEGORY.entity(command.customerId());
        return switch (customers.decide(command, states.of(customer))) {
            case Rejected<CustomerEvent, CustomerRejection>(var reason) -> reject(reason);
            case Accepted<CustomerEvent, CustomerRejection>(var events) -> {
                var changes = new ArrayList<Change<?>>();
                events.forEach(event -> changes.add(new Change<>(customer, event)));
                yield withClaim(command, states, changes);
            }
        };
    }

    private static Decision<Change<?>, CustomerRejection> withClaim(
            RegisterCustomer command, States states, List<Change<?>> changes) {
        var externalId = command.externalId();
        if (externalId == null) {
            return Decision.accept(changes);
        }
        var claims = ExternalIds.claims(ExternalIds.OF_CUSTOMERS, externalId);
        if (claims.stream().anyMatch(claim -> states.of(claim).isTaken())) {
            return reject(new ExternalIdTaken(externalId));
        }
        changes.add(new Change<>(claims.getFirst(), new ExternalIdClaimed(command.customerId())));
        return Decision.accept(changes);
    }
}
