package dev.rastro.bank.demo.town;

import dev.rastro.bank.demo.town.DemoCommand.Action;
import dev.rastro.bank.demo.town.TownBank.Purpose;
import dev.rastro.bank.money.Money;
import dev.rastro.bank.standingorder.Interval;
import dev.rastro.bank.standingorder.Schedule;
import dev.rastro.bank.standingorder.StandingOrderCommand.CancelStandingOrder;
import dev.rastro.bank.standingorder.StandingOrderCommand.ExecuteStandingOrder;
import dev.rastro.bank.standingorder.StandingOrderCommand.ScheduleStandingOrder;
import dev.rastro.bank.standingorder.Terms;
import dev.rastro.bank.transfer.Transfer;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The town's standing orders. While the year is simulated, the town itself keeps their dates. A
 * bank that records the year afterwards keeps the dates of its own present: there they begin after
 * the year, and what they would have paid is paid by transfers.
 */
final class MonthlyOrders {

    private static final int ATTEMPTS_MAX = 3;
    private static final String ACTOR = "process standing_order";

    private final TownBank bank;
    private final List<Order> active = new ArrayList<>();

    MonthlyOrders(TownBank bank) {
        this.bank = bank;
    }

    /** What is paid every month, on a day that all months have. */
    record Monthly(TownAccount to, Money amount, String text, int day) {

        LocalDate firstAfter(LocalDate today) {
            var first = today.withDayOfMonth(day);
            return first.isAfter(today) ? first : first.plusMonths(1);
        }
    }

    /** One of them, with what is to be tried next. */
    private static final class Order {
        private final String id;
        private final TownAccount from;
        private final Monthly monthly;
        private LocalDate due;
        private LocalDate next;
        private int attempt = 1;

        Order(String id, TownAccount from, Monthly monthly, LocalDate today) {
            this.id = id;
            this.from = from;
            this.monthly = monthly;
            this.due = monthly.firstAfter(today);
            this.next = due;
        }

        List<String> orderingKeys() {
            var keys = new ArrayList<>(List.of(id));
            keys.addAll(TownBank.orderingKeys(from, monthly.to()));
            return keys;
        }

        /** As the bank goes on: three days of trying, then the next date. */
        void goOn(boolean paid, LocalDate today) {
            if (!paid && attempt < ATTEMPTS_MAX) {
                attempt++;
                next = today.plusDays(1);
            } else {
                attempt = 1;
                due = due.plusMonths(1);
                next = due;
            }
        }
    }

    void schedule(TownAccount from, Monthly monthly) {
        var order = new Order(bank.id().toString(), from, monthly, bank.today());
        active.add(order);
        var asked = bank.recordedOn();
        var schedule = new Schedule(monthly.firstAfter(asked), Interval.MONTHLY, null);
        var terms =
                new Terms(from.id(), monthly.to().id(), monthly.amount(), monthly.text(), schedule);
        var command = new ScheduleStandingOrder(order.id, terms, asked);
        bank.send("online banking", order.orderingKeys(), new Action.Schedule(command));
    }

    List<Runnable> due(LocalDate today) {
        return active.stream()
                .filter(order -> !order.next.isAfter(today))
                .<Runnable>map(order -> () -> execute(order, today))
                .toList();
    }

    private void execute(Order order, LocalDate today) {
        var monthly = order.monthly;
        long amount = monthly.amount().minorUnits();
        boolean paid = order.from.affords(amount);
        bank.send(ACTOR, order.orderingKeys(), execution(order, today));
        if (paid) {
            TownBank.move(order.from, monthly.to(), amount);
        }
        order.goOn(paid, today);
    }

    private Action execution(Order order, LocalDate today) {
        if (!bank.isBackdating()) {
            return new Action.Execute(
                    new ExecuteStandingOrder(order.id, order.due, order.attempt, bank.id(), today));
        }
        var monthly = order.monthly;
        var purpose =
                new Purpose(ACTOR, monthly.text(), Map.of("standing_order_id", order.id), null);
        var booking = bank.booking(monthly.amount(), purpose, null);
        return new Action.Send(new Transfer(order.from.id(), monthly.to().id(), booking));
    }

    /** Before one of its accounts is closed. */
    void cancelAllOf(TownAccount account) {
        for (var order : List.copyOf(active)) {
            if (order.from == account || order.monthly.to() == account) {
                active.remove(order);
                var command = new CancelStandingOrder(order.id, "account is given up");
                bank.send("online banking", order.orderingKeys(), new Action.Cancel(command));
            }
        }
    }
}
