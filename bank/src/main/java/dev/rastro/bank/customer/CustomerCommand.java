package dev.rastro.bank.customer;

import dev.rastro.bank.limit.Limits;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/** What can be asked of a customer. */
public sealed interface CustomerCommand {

    String customerId();

    record RegisterCustomer(
            String customerId,
            String name,
            Address address,
            @Nullable String externalId,
            Map<String, String> metadata)
            implements CustomerCommand {

        public RegisterCustomer {
            Limits.requireId("customer id", customerId);
            Limits.requireNonBlank("name", name, Limits.NAME_LENGTH_MAX);
            address.requireWithinLimits();
            if (externalId != null) {
                Limits.requireNonBlank("external id", externalId, Limits.EXTERNAL_ID_LENGTH_MAX);
            }
            metadata = Limits.requireMetadata(metadata);
        }
    }

    record ChangeAddress(String customerId, Address address) implements CustomerCommand {

        public ChangeAddress {
            Limits.requireId("customer id", customerId);
            address.requireWithinLimits();
        }
    }

    record ArchiveCustomer(String customerId, @Nullable String reason) implements CustomerCommand {

        public ArchiveCustomer {
            Limits.requireId("customer id", customerId);
            if (reason != null) {
                Limits.requireText("reason", reason, Limits.DESCRIPTION_LENGTH_MAX);
            }
        }
    }
}
