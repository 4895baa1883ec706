package dev.rastro.bank.server.standingorder;

import dev.rastro.bank.server.shared.readmodel.Ddl;
import dev.rastro.bank.server.shared.readmodel.ReadModels;
import dev.rastro.bank.standingorder.StandingOrderEvent;
import dev.rastro.bank.standingorder.StandingOrderEvent.StandingOrderScheduled;
import dev.rastro.bank.standingorder.StandingOrders;
import dev.rastro.engine.decider.EventCodec;
import dev.rastro.engine.event.RecordedEvent;
import dev.rastro.engine.postgres.projection.Projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Standing orders, to be found by account. */
final class StandingOrdersProjection implements Projection {

    private final EventCodec<StandingOrderEvent> codec;

    StandingOrdersProjection(EventCodec<StandingOrderEvent> codec) {
        this.codec = codec;
    }

    @Override
    public String name() {
        return ReadModels.STANDING_ORDERS;
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public List<String> tables() {
        return List.of("standing_order");
    }

    @Override
    public String ddl() {
        return Ddl.read(StandingOrdersProjection.class, "standing_orders.sql");
    }

    @Override
    public boolean isPerStream() {
        return true;
    }

    @Override
    public void apply(Connection connection, List<RecordedEvent> events) throws SQLException {
        var category = StandingOrders.CATEGORY.name();
        var ours = events.stream().filter(it -> it.stream().category().equals(category)).toList();
        if (ours.isEmpty()) {
            return;
        }
        var touched = new LinkedHashSet<String>();
        ours.forEach(event -> touched.add(event.stream().id()));
        var orders = StandingOrderTable.find(connection, touched);
        for (var recorded : ours) {
            var after = after(orders, recorded, codec.decode(recorded.data()));
            orders.put(after.orderId(), after);
        }
        StandingOrderTable.save(connection, List.copyOf(orders.values()));
    }

    private static StandingOrderRow after(
            Map<String, StandingOrderRow> orders,
            RecordedEvent recorded,
            StandingOrderEvent event) {
        var before = orders.get(recorded.stream().id());
        if (before != null) {
            return before.with(recorded, event);
        }
        if (event instanceof StandingOrderScheduled scheduled) {
            return StandingOrderRow.scheduled(recorded, scheduled);
        }
        throw new IllegalStateException(recorded.stream() + " does not begin with its terms");
    }
}
