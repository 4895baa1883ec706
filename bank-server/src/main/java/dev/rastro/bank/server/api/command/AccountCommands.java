package dev.rastro.bank.server.api.command;

import dev.rastro.bank.account.Account;
import dev.rastro.bank.account.AccountCommand.Deposit;
import dev.rastro.bank.account.AccountCommand.Withdraw;
import dev.rastro.bank.account.AccountEvent;
import dev.rastro.bank.account.AccountRejection;
import dev.rastro.bank.account.Accounts;
import dev.rastro.bank.account.Booking;
import dev.rastro.bank.account.CloseAccount;
import dev.rastro.bank.account.OpenAccount;
import dev.rastro.bank.limit.Limits;
import dev.rastro.bank.money.Money;
import dev.rastro.bank.server.api.command.CommandRunner.Answering;
import dev.rastro.bank.server.http.Request;
import dev.rastro.bank.server.http.Response;
import dev.rastro.bank.server.http.Route;
import dev.rastro.bank.server.http.json.Fields;
import dev.rastro.bank.server.http.json.JsonBody;
import dev.rastro.bank.server.http.json.RawAmount;
import dev.rastro.bank.transfer.Transfer;
import dev.rastro.bank.transfer.Transfers;
import dev.rastro.engine.decider.Entity;
import dev.rastro.engine.decider.States;

import java.time.LocalDate;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What can be done with accounts, and between them. */
public final class AccountCommands {

    private static final String ACCOUNTS = "/api/v1/accounts";

    private final Accounts accounts;
    private final Transfers transfers;
    private final Amounts amounts;
    private final CommandRunner runner;
    private final Settings settings;
    private final Tools tools;

    public AccountCommands(Accounts accounts, Transfers transfers, Settings settings, Tools tools) {
        this.accounts = accounts;
        this.transfers = transfers;
        this.amounts = new Amounts(accounts, settings.currency());
        this.runner = new CommandRunner(settings.keyRequired());
        this.settings = settings;
        this.tools = tools;
    }

    public List<Route> routes() {
        return List.of(
                Route.post(ACCOUNTS, this::open),
                Route.post(ACCOUNTS + "/{account_id}/deposit", this::deposit),
                Route.post(ACCOUNTS + "/{account_id}/withdraw", this::withdraw),
                Route.post(ACCOUNTS + "/{account_id}/transfer", this::transfer),
                Route.post(ACCOUNTS + "/{account_id}/close", this::close));
    }

    private record Opening(
            Optional<String> ownerName,
            Optional<String> customerId,
            Optional<Currency> currency,
            Optional<RawAmount> initialDeposit,
            Optional<RawAmount> overdraftLimit,
            Optional<String> externalId,
            Optional<LocalDate> effectiveDate,
            Map<String, String> metadata) {

        static Opening read(Fields fields) {
            fields.exactlyOneOf("owner_name", "customer_id");
            return new Opening(
                    fields.optionalText("owner_name", Limits.NAME_LENGTH_MAX),
                    fields.optionalText("customer_id", Limits.ID_LENGTH_MAX),
                    fields.optionalCurrency("currency"),
                    fields.optionalAmount("initial_deposit"),
                    fields.optionalAmount("overdraft_limit"),
                    fields.optionalText("external_id", Limits.EXTERNAL_ID_LENGTH_MAX),
                    fields.optionalDate("effective_date"),
                    fields.map("metadata"));
        }
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
        var answering = answering(account, after -> opened(after, account));
        return runner.run(request, body, answering, context -> accounts.open(command, context));
    }

    private static Answer opened(States after, Entity<Account, AccountEvent> account) {
        var body = new LinkedHashMap<String, Object>();
        body.put("account_id", account.id());
        body.put("currency", balance(after, account).currency().getCurrencyCode());
        body.put("balance", balance(after, account).decimal());
        body.put("version", after.versionOf(account));
        return Answer.created(after.versionOf(account), ACCOUNTS + "/" + account.id(), body);
    }

    private record Movement(
            RawAmount amount,
            Optional<Currency> currency,
            String description,
            Optional<LocalDate> effectiveDate,
            Map<String, String> metadata) {

        static Movement read(Fields fields) {
            return new Movement(
                    fields.amount("amount"),
                    fields.optionalCurrency("currency"),
                    fields.textOrEmpty("description", Limits.DESCRIPTION_LENGTH_MAX),
                    fields.optionalDate("effective_date"),
                    fields.map("metadata"));
        }
    }

    private Booking booking(Movement movement, String accountId) {
        return new Booking(
                tools.ids().get(),
                amounts.of(movement.amount(), movement.currency(), accountId),
                movement.description(),
                settings.timing(movement.effectiveDate(), tools.today()),
                movement.metadata());
    }

    private Response deposit(Request request) {
        var accountId = PathIds.account(request);
        var body = JsonBody.parse(request.body());
        var booking = booking(body.read(Movement::read), accountId);
        return runner.run(
                request,
                body,
                moving(accountId, booking),
                context -> accounts.deposit(new Deposit(accountId, booking), context));
    }

    private Response withdraw(Request request) {
        var accountId = PathIds.account(request);
        var body = JsonBody.parse(request.body());
        var booking = booking(body.read(Movement::read), accountId);
        return runner.run(
                request,
                body,
                moving(accountId, booking),
                context -> accounts.withdraw(new Withdraw(accountId, booking), context));
    }

    private static Answering<AccountRejection> moving(String accountId, Booking booking) {
        var account = Accounts.CATEGORY.entity(accountId);
        return answering(
                account,
                after -> {
                    var body = new LinkedHashMap<String, Object>();
                    body.put("transaction_id", booking.transactionId().toString());
                    body.put("currency", balance(after, account).currency().getCurrencyCode());
                    body.put("balance", balance(after, account).decimal());
                    body.put("version", after.versionOf(account));
                    return Answer.of(201, after.versionOf(account), body);
                });
    }

    private record Sending(String toAccountId, Movement movement) {
        static Sending read(Fields fields) {
            return new Sending(
                    fields.text("to_account_id", Limits.ID_LENGTH_MAX), Movement.read(fields));
        }
    }

    private Response transfer(Request request) {
        var accountId = PathIds.account(request);
        var body = JsonBody.parse(request.body());
        var sending = body.read(Sending::read);
        var booking = booking(sending.movement(), accountId);
        var command = new Transfer(accountId, sending.toAccountId(), booking);
        var from = Accounts.CATEGORY.entity(accountId);
        var to = Accounts.CATEGORY.entity(command.toAccountId());
        var answering =
                answering(
                        from,
                        after -> {
                            var sent = new LinkedHashMap<String, Object>();
                            sent.put("transaction_id", booking.transactionId().toString());
                            sent.put("currency", booking.amount().currency().getCurrencyCode());
                            sent.put("from", side(after, from));
                            sent.put("to", side(after, to));
                            return Answer.of(201, after.versionOf(from), sent);
                        });
        return runner.run(
                request, body, answering, context -> transfers.transfer(command, context));
    }

    private static Map<String, Object> side(States after, Entity<Account, AccountEvent> account) {
        var side = new LinkedHashMap<String, Object>();
        side.put("account_id", account.id());
        side.put("balance", balance(after, account).decimal());
        side.put("version", after.versionOf(account));
        return side;
    }

    private record Ending(Optional<String> reason, Optional<String> sweepTo) {
        static Ending read(Fields fields) {
            return new Ending(
                    fields.optionalText("reason", Limits.DESCRIPTION_LENGTH_MAX),
                    fields.optionalText("sweep_to", Limits.ID_LENGTH_MAX));
        }
    }

    private Response close(Request request) {
        var accountId = PathIds.account(request);
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
        var answering =
                answering(
                        account,
                        after -> {
                            var closed = new LinkedHashMap<String, Object>();
                            closed.put("account_id", accountId);
                            closed.put("status", "closed");
                            closed.put("version", after.versionOf(account));
                            return Answer.of(200, after.versionOf(account), closed);
                        });
        return runner.run(request, body, answering, context -> accounts.close(command, context));
    }

    private static Answering<AccountRejection> answering(
            Entity<?, ?> account, Function<States, Answer> accepted) {
        return new Answering<>(account, accepted, Refusals::of);
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
