package dev.rastro.bank.customer;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** What the rules need to know of a customer. */
public sealed interface Customer {

    record Unregistered() implements Customer {}

    record Active(String name, Address address, Set<String> openAccountIds) implements Customer {

        /** Sorted, so that equal states are stored as equal bytes. */
        public Active {
            openAccountIds = Collections.unmodifiableSet(new TreeSet<>(openAccountIds));
        }

        Active withAddress(Address newAddress) {
            return new Active(name, newAddress, openAccountIds);
        }

        Active withAccount(String accountId) {
            var ids = new TreeSet<>(openAccountIds);
            ids.add(accountId);
            return new Active(name, address, ids);
        }

        Active withoutAccount(String accountId) {
            var ids = new TreeSet<>(openAccountIds);
            ids.remove(accountId);
            return new Active(name, address, ids);
        }
    }

    record Archived(String name, Address address) implements Customer {}
}
