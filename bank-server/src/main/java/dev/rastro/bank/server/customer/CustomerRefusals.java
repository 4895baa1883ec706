package dev.rastro.bank.server.customer;

import dev.rastro.bank.customer.CustomerRejection;
import dev.rastro.bank.server.shared.problem.ProblemCode;
import dev.rastro.web.problem.Problem;

/** Reasons as problems. No {@code default}: a new reason must get a code to compile. */
final class CustomerRefusals {

    private CustomerRefusals() {}

    static Problem of(CustomerRejection reason) {
        return switch (reason) {
            case CustomerRejection.CustomerNotFound(var id) ->
                    ProblemCode.CUSTOMER_NOT_FOUND.because("there is no customer " + id);
            case CustomerRejection.CustomerExists(var id) ->
                    ProblemCode.CUSTOMER_EXISTS.because(
                            "customer %s was registered before".formatted(id));
            case CustomerRejection.CustomerArchived(var id) ->
                    ProblemCode.CUSTOMER_ARCHIVED.because("customer %s is archived".formatted(id));
            case CustomerRejection.ExternalIdTaken(var id) ->
                    ProblemCode.EXTERNAL_ID_TAKEN.because(
                            "external id '%s' belongs to another one".formatted(id));
            case CustomerRejection.OpenAccounts(int count) ->
                    ProblemCode.OPEN_ACCOUNTS
                            .because("%d accounts are open".formatted(count))
                            .with("open_accounts", count);
        };
    }
}
