package dev.rastro.bank.server.standingorder;

import dev.rastro.bank.account.Accounts;
import dev.rastro.bank.limit.Limits;
import dev.rastro.bank.money.Amount;
import dev.rastro.bank.money.Money;
import dev.rastro.bank.server.shared.command.Amounts;
import dev.rastro.bank.server.shared.command.Answer;
import dev.rastro.bank.server.shared.command.CommandRunner;
import dev.rastro.bank.server.shared.command.CommandRunner.AnswerFormat;
import dev.rastro.bank.server.shared.command.PathIds;
import dev.rastro.bank.server.shared.command.Settings;
import dev.rastro.bank.server.shared.command.Tools;
import dev.rastro.bank.server.shared.problem.ProblemCode;
import dev.rastro.bank.standingorder.Interval;
import dev.rastro.bank.standingorder.Schedule;
import dev.rastro.bank.standingorder.StandingOrderCommand.CancelStandingOrder;
import dev.rastro.bank.standingorder.StandingOrderCommand.ScheduleStandingOrder;
import dev.rastro.bank.standingorder.StandingOrderRejection;
import dev.rastro.bank.standingorder.StandingOrders;
import dev.rastro.bank.standingorder.Terms;
import dev.rastro.web.Request;
import dev.rastro.web.Response;
import dev.rastro.web.Route;
import dev.rastro.web.json.Fields;
import dev.rastro.web.json.JsonBody;
import dev.rastro.web.json.RawAmount;

import org.jspecify.annotations.Nullable;

import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** What can be done with standing orders. Paying them is not for clients to ask. */
final class StandingOrderCommands {

    private static final String ORDERS = "/api/v1/standing-orders";

    private final StandingOrders orders;
    private final Accounts accounts;
    private final Amounts amounts;
    private final CommandRunner runner;
    private final Tools tools;

    StandingOrderCommands(
            StandingOrders orders, Accounts accounts, Settings settings, Tools tools) {
        this.orders = orders;
        this.accounts = accounts;
        this.amounts = new Amounts(settings.currency());
        this.runner = new CommandRunner(settings.keyRequired());
        this.tools = tools;
    }

    List<Route> routes() {
        return List.of(
                Route.post(ORDERS, this::schedule),
                Route.post(ORDERS + "/{standing_order_id}/cancel", this::cancel));
    }

    private record Order(
            String fromAccountId,
            String toAccountId,
            RawAmount amount,
            Optional<Currency> currency,
            String description,
            Schedule schedule) {

        static Order read(Fields fields) {
            return new Order(
                    fields.text("from_account_id", Limits.ID_LENGTH_MAX),
                    fields.text("to_account_id", Limits.ID_LENGTH_MAX),
                    fields.amount("amount"),
                    fields.optionalCurrency("currency"),
                    fields.textOrEmpty("description", Limits.DESCRIPTION_LENGTH_MAX),
                    new Schedule(
                            fields.date("first_date"),
                            fields.oneOf("interval", Interval.class),
                            fields.optionalDate("last_date").orElse(null)));
        }
    }

    private Response schedule(Request request) {
        var body = JsonBody.parse(request.body());
        var order = body.read(Order::read);
        var terms =
                new Terms(
                        order.fromAccountId(),
                        order.toAccountId(),
                        amount(order),
                        order.description(),
                        order.schedule());
        var id = tools.ids().get().toString();
        var command = new ScheduleStandingOrder(id, terms, tools.today());
        return runner.run(
                request,
                body,
                format(id, 201, ORDERS + "/" + id),
                context -> orders.schedule(command, context));
    }

    /** Counted before the rules see it, because the terms are kept. */
    private Money amount(Order order) {
        return switch (amounts.of(order.amount(), order.currency())) {
            case Money counted -> counted;
            case Amount sent -> sent.in(accounts.newest(order.fromAccountId()).currency());
        };
    }

    private Response cancel(Request request) {
        var id = id(request);
        var body = JsonBody.parseOptional(request.body());
        var reason =
                body.read(fields -> fields.optionalText("reason", Limits.DESCRIPTION_LENGTH_MAX));
        var command = new CancelStandingOrder(id, reason.orElse(null));
        return runner.run(
                request, body, format(id, 200, null), context -> orders.cancel(command, context));
    }

    private static String id(Request request) {
        return PathIds.require(request, "standing_order_id", ProblemCode.STANDING_ORDER_NOT_FOUND);
    }

    private static AnswerFormat<StandingOrderRejection> format(
            String id, int status, @Nullable String location) {
        var order = StandingOrders.CATEGORY.entity(id);
        return new AnswerFormat<>(
                order,
                after -> {
                    var body = new LinkedHashMap<String, Object>();
                    body.put("standing_order_id", id);
                    body.put("status", status == 201 ? "active" : "cancelled");
                    body.put("version", after.versionOf(order));
                    return Answer.of(status, after.versionOf(order), location, body);
                },
                StandingOrderRefusals::of);
    }
}
