package dev.rastro.bank.server.account;

import dev.rastro.bank.account.Account;
import dev.rastro.bank.account.AccountCommand.Deposit;
import dev.rastro.bank.account.AccountCommand.Withdraw;
import dev.rastro.bank.account.AccountEvent;
import dev.rastro.bank.account.AccountRejection;
import dev.rastro.bank.account.Accounts;
import dev.rastro.bank.account.Booking;
import dev.rastro.bank.account.CloseAccount;
import dev.rastro.bank.account.OpenAccount;
import dev.rastro.bank.money.Money;
import dev.rastro.bank.server.account.AccountBodies.Ending;
import dev.rastro.bank.server.account.AccountBodies.Movement;
import dev.rastro.bank.server.account.AccountBodies.Opening;
import dev.rastro.bank.server.account.AccountBodies.Sending;
import dev.rastro.bank.server.shared.command.AccountRefusals;
import dev.rastro.bank.server.shared.command.Amounts;
import dev.rastro.bank.server.shared.command.Answer;
import dev.rastro.bank.server.shared.command.CommandRunner;
import dev.rastro.bank.server.shared.command.CommandRunner.AnswerFormat;
import dev.rastro.bank.server.shared.command.PathIds;
import dev.rastro.bank.server.shared.command.Settings;
import dev.rastro.bank.server.shared.command.Tools;
import dev.rastro.bank.server.shared.problem.ProblemCode;
import dev.rastro.bank.transfer.Transfer;
import dev.rastro.bank.transfer.Transfers;
import dev.rastro.engine.decider.Entity;
import dev.rastro.engine.decider.States;
import dev.rastro.web.Request;
import dev.rastro.web.Response;
import dev.rastro.web.Route;
import dev.rastro.web.json.JsonBody;
import dev.rastro.web.json.RawAmount;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What can be done with accounts, and between them. */
final class AccountCommands {

    private static final String ACCOUNTS = "/api/v1/accounts";

    private final Accounts accounts;
    private final Transfers transfers;
    private final Amounts amounts;
    private final CommandRunner runner;
    private final Settings settings;
    private final Tools tools;

    AccountCommands(Accounts accounts, Transfers transfers, Settings settings, Tools tools) {
        this.accounts = accounts;
        this.transfers = transfers;
        this.amounts = new Amounts(settings.currency());
        this.runner = new CommandRunner(settings.keyRequired());
        this.settings = settings;
        this.tools = tools;
    }

    List<Route> routes() {
        return List.of(
                Route.post(ACCOUNTS, this::open),
                Route.post(ACCOUNTS + "/{account_id}/deposit", this::deposit),
                Route.post(ACCOUNTS + "/{account_id}/withdraw", this::withdraw),
                Route.post(ACCOUNTS + "/{account_id}/transfer", this::transfer),
                Route.post(ACCOUNTS + "/{account_id}/close", this::close));
    }

    private Response open(Request request) {
        var body = JsonBody.parse(request.body());
        var opening = body.read(Opening::read);
        var currency = opening.currency().map(Amounts::countable).orElse(amounts.bankCurrency());
        Function<RawAmount, Money> money = raw -> Amounts.of(raw, currency);
        var command =
                new OpenAccount(
                        tools.ids().get().toString(),
                        opening.ownerName().orElse(null),
                        opening.customerId().orElse(null),
                        currency,
                        opening.initialDeposit().map(money).orElse(Money.zero(currency)),
                        opening.overdraftLimit().map(money).orElse(Money.zero(currency)),
                        opening.externalId().orElse(null),
                        tools.ids().get(),
                        settings.timing(opening.effectiveDate(), tools.today()),
                        opening.metadata());
        var account = Accounts.CATEGORY.entity(command.accountId());
        var format = format(account, after -> opened(after, account));
        return runner.run(request, body, format, context -> accounts.open(command, context));
    }

    private static Answer opened(States after, Entity<Account, AccountEvent> account) {
        var body = new LinkedHashMap<String, Object>();
        body.put("account_id", account.id());
        body.put("currency", balance(after, account).currency().getCurrencyCode());
        body.put("balance", balance(after, account).decimal());
        body.put("version", after.versionOf(account));
        return Answer.of(201, after.versionOf(account), ACCOUNTS + "/" + account.id(), body);
    }

    private Booking booking(Movement movement) {
        return new Booking(
                tools.ids().get(),
                amounts.of(movement.amount(), movement.currency()),
                movement.description(),
                settings.timing(movement.effectiveDate(), tools.today()),
                movement.metadata());
    }

    private Response deposit(Request request) {
        var accountId = id(request);
        var body = JsonBody.parse(request.body());
        var booking = booking(body.read(Movement::read));
        return runner.run(
                request,
                body,
                moving(accountId, booking),
                context -> accounts.deposit(new Deposit(accountId, booking), context));
    }

    private Response withdraw(Request request) {
        var accountId = id(request);
        var body = JsonBody.parse(request.body());
        var booking = booking(body.read(Movement::read));
        return runner.run(
                request,
                body,
                moving(accountId, booking),
                context -> accounts.withdraw(new Withdraw(accountId, booking), context));
    }

    private static AnswerFormat<AccountRejection> moving(String accountId, Booking booking) {
        var account = Accounts.CATEGORY.entity(accountId);
        return format(
                account,
                after -> {
                    var body = new LinkedHashMap<String, Object>();
                    body.put("transaction_id", booking.transactionId().toString());
                    body.put("currency", balance(after, account).currency().getCurrencyCode());
                    body.put("balance", balance(after, account).decimal());
                    body.put("version", after.versionOf(account));
                    return Answer.of(201, after.versionOf(account), null, body);
                });
    }

    private Response transfer(Request request) {
        var accountId = id(request);
        var body = JsonBody.parse(request.body());
        var sending = body.read(Sending::read);
        var booking = booking(sending.movement());
        var command = new Transfer(accountId, sending.toAccountId(), booking);
        var from = Accounts.CATEGORY.entity(accountId);
        var to = Accounts.CATEGORY.entity(command.toAccountId());
        var format =
                format(
                        from,
                        after -> {
                            var sent = new LinkedHashMap<String, Object>();
                            sent.put("transaction_id", booking.transactionId().toString());
                            sent.put("currency", balance(after, from).currency().getCurrencyCode());
                            sent.put("from", side(after, from));
                            sent.put("to", side(after, to));
                            return Answer.of(201, after.versionOf(from), null, sent);
                        });
        return runner.run(request, body, format, context -> transfers.transfer(command, context));
    }

    private static Map<String, Object> side(States after, Entity<Account, AccountEvent> account) {
        var side = new LinkedHashMap<String, Object>();
        side.put("account_id", account.id());
        side.put("balance", balance(after, account).decimal());
        side.put("version", after.versionOf(account));
        return side;
    }

    private Response close(Request request) {
        var accountId = id(request);
        var body = JsonBody.parseOptional(request.body());
        var ending = body.read(Ending::read);
        var command =
                new CloseAccount(
                        accountId,
                        ending.reason().orElse(null),
                        ending.sweepTo().orElse(null),
                        tools.ids().get(),
                        tools.today());
        var account = Accounts.CATEGORY.entity(accountId);
        var format =
                format(
                        account,
                        after -> {
                            var closed = new LinkedHashMap<String, Object>();
                            closed.put("account_id", accountId);
                            closed.put("status", "closed");
                            closed.put("version", after.versionOf(account));
                            return Answer.of(200, after.versionOf(account), null, closed);
                        });
        return runner.run(request, body, format, context -> accounts.close(command, context));
    }

    private static String id(Request request) {
        return PathIds.require(request, "account_id", ProblemCode.ACCOUNT_NOT_FOUND);
    }

    private static AnswerFormat<AccountRejection> format(
            Entity<?, ?> account, Function<States, Answer> accepted) {
        return new AnswerFormat<>(account, accepted, AccountRefusals::of);
    }

    private static Money balance(States after, Entity<Account, AccountEvent> account) {
        return switch (after.of(account)) {
            case Account.Open open -> open.balance();
            case Account.Closed closed -> Money.zero(closed.currency());
            case Account.Unopened unopened ->
                    throw new IllegalStateException(account.stream() + " was never opened");
        };
    }
}
