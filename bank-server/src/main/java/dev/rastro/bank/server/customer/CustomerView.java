package dev.rastro.bank.server.customer;

import static dev.rastro.bank.server.shared.query.MinorUnits.decimal;

import dev.rastro.bank.server.customer.CustomerReader.Holding;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A customer as clients see it; the components are the members of the JSON. */
record CustomerView(
        String customerId,
        @Nullable String externalId,
        String name,
        AddressView address,
        String status,
        @Nullable HoldingsView accounts,
        Instant registeredAt,
        Instant updatedAt,
        long version) {

    record AddressView(
            @Nullable String street,
            String city,
            @Nullable String postalCode,
            @Nullable String country) {}

    /**
     * @param open how many accounts of the customer are open
     * @param balances what all of them hold, by currency
     */
    record HoldingsView(long open, List<MoneyView> balances) {}

    record MoneyView(String amount, String currency) {}

    /** How to show each of the customers, with what their accounts hold now. */
    static Function<CustomerRow, CustomerView> ofAll(
            List<CustomerRow> rows, CustomerReader reader) {
        var ids = rows.stream().map(CustomerRow::customerId).toList();
        var held =
                reader.holdings(ids).stream().collect(Collectors.groupingBy(Holding::customerId));
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
}
