package dev.rastro.bank.demo.town;

import dev.rastro.bank.money.Money;
import dev.rastro.bank.standingorder.Interval;
import dev.rastro.bank.standingorder.Schedule;
import dev.rastro.bank.standingorder.StandingOrderCommand.CancelStandingOrder;
import dev.rastro.bank.standingorder.StandingOrderCommand.ExecuteStandingOrder;
import dev.rastro.bank.standingorder.StandingOrderCommand.ScheduleStandingOrder;
import dev.rastro.bank.standingorder.Terms;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The town's standing orders. While the history is told, the town itself keeps their dates. */
final class Orders {

    private static final int ATTEMPTS_MAX = 3;
    private static final String ACTOR = "process standing_order";

    private final Books books;
    private final List<Order> active = new ArrayList<>();

    Orders(Books books) {
        this.books = books;
    }

    /** One of them, with what is to be tried next. */
    private static final class Order {
        private final String id;
        private final Terms terms;
        private final TownAccount from;
        private final TownAccount to;
        private LocalDate due;
        private LocalDate day;
        private int attempt = 1;

        Order(String id, Terms terms, TownAccount from, TownAccount to) {
            this.id = id;
            this.terms = terms;
            this.from = from;
            this.to = to;
            this.due = terms.schedule().firstDate();
            this.day = due;
        }

        /** As the bank goes on: three days of trying, then the next date. */
        void goOn(boolean paid, LocalDate today) {
            if (!paid && attempt < ATTEMPTS_MAX) {
                attempt++;
                day = today.plusDays(1);
                return;
            }
            attempt = 1;
            due = terms.schedule().after(due).orElseThrow();
            day = due;
        }
    }

    /** What is paid every month. */
    record Monthly(Money amount, String text, int day) {}

    /** From the next such day on. */
    void schedule(TownAccount from, TownAccount to, Monthly monthly) {
        var first = books.today().withDayOfMonth(monthly.day());
        if (!first.isAfter(books.today())) {
            first = first.plusMonths(1);
        }
        var schedule = new Schedule(first, Interval.MONTHLY, null);
        var terms = new Terms(from.id(), to.id(), monthly.amount(), monthly.text(), schedule);
        var order = new Order(books.id().toString(), terms, from, to);
        active.add(order);
        var command = new ScheduleStandingOrder(order.id, terms, books.today());
        books.say(
                "online banking",
                Stream.concat(Stream.of(order.id), Books.inOrderOf(from, to).stream()).toList(),
                new Action.Schedule(command));
    }

    List<Runnable> due(LocalDate today) {
        return active.stream()
                .filter(order -> !order.day.isAfter(today))
                .<Runnable>map(order -> () -> execute(order, today))
                .toList();
    }

    private void execute(Order order, LocalDate today) {
        long amount = order.terms.amount().minorUnits();
        boolean paid = order.from.affords(amount);
        var command =
                new ExecuteStandingOrder(order.id, order.due, order.attempt, books.id(), today);
        books.say(ACTOR, inOrderOf(order), new Action.Execute(command, order.terms));
        if (paid) {
            Books.move(order.from, order.to, amount);
        }
        order.goOn(paid, today);
    }

    /** Before one of its accounts is closed. */
    void cancelAllOf(TownAccount account) {
        for (var order : List.copyOf(active)) {
            if (order.from == account || order.to == account) {
                active.remove(order);
                var command = new CancelStandingOrder(order.id, "account is given up");
                books.say("online banking", inOrderOf(order), new Action.Cancel(command));
            }
        }
    }

    private static List<String> inOrderOf(Order order) {
        var accounts = Books.inOrderOf(order.from, order.to);
        return Stream.concat(Stream.of(order.id), accounts.stream()).toList();
    }
}
