package dev.rastro.bank.server.customer;

import dev.rastro.bank.customer.CustomerEvent;
import dev.rastro.bank.customer.CustomerEvent.CustomerRegistered;
import dev.rastro.bank.customer.Customers;
import dev.rastro.bank.server.shared.readmodel.Ddl;
import dev.rastro.bank.server.shared.readmodel.NameTable;
import dev.rastro.bank.server.shared.readmodel.ReadModels;
import dev.rastro.engine.decider.EventCodec;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.postgres.projection.Projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Customers, to be found by city, or by parts of their names. */
public final class CustomersProjection implements Projection {

    private final EventCodec<CustomerEvent> codec;

    public CustomersProjection(EventCodec<CustomerEvent> codec) {
        this.codec = codec;
    }

    @Override
    public String name() {
        return ReadModels.CUSTOMERS;
    }

    @Override
    public int version() {
        return 3;
    }

    @Override
    public List<String> tables() {
        return List.of("customer", "customer_name");
    }

    @Override
    public String ddl() {
        return Ddl.read(CustomersProjection.class, "customers.sql");
    }

    @Override
    public String indexes() {
        return Ddl.read(CustomersProjection.class, "customers-indexes.sql");
    }

    @Override
    public void apply(Connection connection, List<RecordedEvent> events) throws SQLException {
        var ours =
                events.stream()
                        .filter(it -> it.stream().category().equals(Customers.CATEGORY.name()))
                        .toList();
        if (ours.isEmpty()) {
            return;
        }
        Set<String> touched = new LinkedHashSet<>();
        ours.forEach(event -> touched.add(event.stream().id()));
        var customers = CustomerTable.find(connection, touched);
        var names = new LinkedHashMap<String, String>();
        for (var recorded : ours) {
            var event = codec.decode(recorded.data());
            var before = customers.get(recorded.stream().id());
            var after = CustomerRow.after(before, recorded, event);
            customers.put(after.customerId(), after);
            if (event instanceof CustomerRegistered) {
                names.put(after.customerId(), after.name());
            }
        }
        CustomerTable.save(connection, List.copyOf(customers.values()));
        NameTable.insert(connection, "customer_name", names);
    }
}
