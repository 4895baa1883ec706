import client.ApiClient;
import client.ApiException;
import client.api.AccountsApi;
import client.api.AccountsApi.APIDepositRequest;
import client.api.AccountsApi.APIExplainBalanceRequest;
import client.api.AccountsApi.APIGetAccountRequest;
import client.api.AccountsApi.APIListAccountEventsRequest;
import client.api.AccountsApi.APIListTransactionsRequest;
import client.api.AccountsApi.APIOpenAccountRequest;
import client.api.AccountsApi.APITransferRequest;
import client.api.AdminApi;
import client.api.AdminApi.APIListProjectionsRequest;
import client.api.CommandsApi;
import client.api.CommandsApi.APIFindCommandRequest;
import client.model.AccountEvent;
import client.model.AccountOpened;
import client.model.MoneyDeposited;
import client.model.MoveMoney;
import client.model.OpenAccount;
import client.model.Problem;
import client.model.Transaction;
import client.model.Transfer;
import client.model.TransferSent;

import java.util.ArrayList;
import java.util.Map;

/** Uses the generated client as a program would, and prints what it was told. */
public final class Tour {

    private final ApiClient client = new ApiClient();
    private final AccountsApi accounts;

    private Tour(String server) {
        client.updateBaseUri(server);
        accounts = new AccountsApi(client);
    }

    public static void main(String[] args) throws Exception {
        new Tour(args[0]).run();
    }

    private void run() throws Exception {
        var john = open(new OpenAccount().ownerName("John").initialDeposit("100.00"));
        var mary = open(new OpenAccount().ownerName("Mary").metadata(Map.of("branch", "main")));
        deposit(john);
        var position = transfer(john, mary);
        see(john, position);
        list(john, position);
        events(john);
        explain(john, position);
        refused(john);
        projections();
    }

    private String open(OpenAccount account) throws ApiException {
        var opened =
                accounts.openAccount(
                        APIOpenAccountRequest.newBuilder().openAccount(account).build());
        say("opened with", opened.getBalance());
        return opened.getAccountId();
    }

    private void deposit(String id) throws ApiException {
        var deposit =
                APIDepositRequest.newBuilder()
                        .accountId(id)
                        .moveMoney(new MoveMoney().amount("50.00").description("Salary"))
                        .idempotencyKey("java-1")
                        .build();
        var first = accounts.deposit(deposit);
        var again = accounts.deposit(deposit);
        say("deposited, then", first.getBalance());
        say("the same again", again.getTransactionId().equals(first.getTransactionId()));
        var command =
                new CommandsApi(client)
                        .findCommand(
                                APIFindCommandRequest.newBuilder()
                                        .idempotencyKey("java-1")
                                        .build());
        say("found", command.getAnswer().get("balance"));
    }

    private long transfer(String from, String to) throws ApiException {
        var sent =
                accounts.transfer(
                        APITransferRequest.newBuilder()
                                .accountId(from)
                                .transfer(new Transfer().toAccountId(to).amount("30.00"))
                                .build());
        say("transferred, then", sent.getFrom().getBalance(), sent.getTo().getBalance());
        return sent.getPosition();
    }

    private void see(String id, long position) throws ApiException {
        var account =
                accounts.getAccount(
                        APIGetAccountRequest.newBuilder()
                                .accountId(id)
                                .minPosition(position)
                                .build());
        say("seen", account.getBalance(), account.getCurrency(), account.getCustomerId());
    }

    private void list(String id, long position) throws ApiException {
        var kinds = new ArrayList<String>();
        String cursor = null;
        int pages = 0;
        do {
            var page =
                    accounts.listTransactions(
                            APIListTransactionsRequest.newBuilder()
                                    .accountId(id)
                                    .limit(1)
                                    .minPosition(position)
                                    .cursor(cursor)
                                    .build());
            for (Transaction transaction : page.getItems()) {
                kinds.add(transaction.getKind().getValue());
            }
            cursor = page.getNextCursor();
            pages++;
        } while (cursor != null);
        say("on", pages, "pages", String.join(" ", kinds));
    }

    private void events(String id) throws ApiException {
        var page =
                accounts.listAccountEvents(
                        APIListAccountEventsRequest.newBuilder().accountId(id).build());
        for (AccountEvent event : page.getItems()) {
            switch (event.getActualInstance()) {
                case AccountOpened opened ->
                        say("event: opened with", opened.getData().getInitialDeposit().getAmount());
                case MoneyDeposited deposited ->
                        say("event: deposited", deposited.getData().getAmount().getAmount());
                case TransferSent sent ->
                        say("event: sent to", sent.getData().getCounterparty().getOwnerName());
                default -> say("event", event);
            }
        }
    }

    private void explain(String id, long position) throws ApiException {
        var explanation =
                accounts.explainBalance(
                        APIExplainBalanceRequest.newBuilder()
                                .accountId(id)
                                .knownAt(Long.toString(position))
                                .asOf("2999-12-31")
                                .build());
        say("explained", explanation.getBalance(), explanation.getAsOf());
        var knownAt = explanation.getKnownAt().getActualInstance();
        say("known at", knownAt.toString().equals(Long.toString(position)));
    }

    private void refused(String id) throws Exception {
        try {
            accounts.deposit(
                    APIDepositRequest.newBuilder()
                            .accountId(id)
                            .moveMoney(new MoveMoney().amount("1.00").currency("EUR"))
                            .build());
        } catch (ApiException e) {
            say("refused", e.getCode(), problem(e).getCode().getValue());
        }
        try {
            open(new OpenAccount().initialDeposit("1.00"));
        } catch (ApiException e) {
            var field = problem(e).getErrors().getFirst();
            say("refused", e.getCode(), field.getPointer(), field.getCode().getValue());
        }
    }

    private Problem problem(ApiException refusal) throws Exception {
        return client.getObjectMapper().readValue(refusal.getResponseBody(), Problem.class);
    }

    private void projections() throws ApiException {
        var page =
                new AdminApi(client)
                        .listProjections(APIListProjectionsRequest.newBuilder().build());
        var known =
                page.getItems().stream().filter(it -> it.getName().equals("accounts")).findFirst();
        say("projection of accounts", known.isPresent(), page.getNextCursor());
    }

    private static void say(Object... words) {
        var line = new ArrayList<String>();
        for (Object word : words) {
            line.add(String.valueOf(word));
        }
        System.out.println(String.join(" ", line));
    }
}
