package dev.rastro.bank.server.contract;

import static dev.rastro.bank.server.contract.Ledger.ACCOUNTS;
import static dev.rastro.bank.server.contract.Ledger.CUSTOMERS;
import static dev.rastro.bank.server.contract.Ledger.ORDERS;

import java.util.ArrayList;
import java.util.List;

/** What the rules of the bank refuse. */
final class RefusalRows {

    private static final String INVALID = "400 invalid_request ";

    private final Ledger ledger;
    private final List<WrongRequest> rows = new ArrayList<>();

    private RefusalRows(Ledger ledger) {
        this.ledger = ledger;
    }

    static List<WrongRequest> of(Ledger ledger) {
        var table = new RefusalRows(ledger);
        table.addOwners();
        table.addMovements();
        table.addTransfers();
        table.addEndings();
        table.addStandingOrders();
        return table.rows;
    }

    private void addPost(String what, String path, String body, String expected) {
        rows.add(WrongRequest.post(path, body, expected).as(what));
    }

    private void addOwners() {
        var path = "/api/v1/accounts";
        addPost("nobody", path, "{\"currency\": \"USD\"}", INVALID + "missing_field");
        var both = "{\"owner_name\": \"A\", \"customer_id\": \"%s\"}".formatted(ledger.customer());
        addPost("two owners", path, both, INVALID + "conflicting_field");
        owner("unknown", "404 customer_not_found");
        owner(ledger.account(), "404 customer_not_found");
        owner(ledger.archived(), "409 customer_archived");
        owner("x".repeat(101), INVALID + "too_long");
        owner(" ", INVALID + "too_short");
        var early = "{\"owner_name\": \"A\", \"effective_date\": \"2999-01-31\"}";
        addPost("of tomorrow", path, early, "422 effective_date_in_future");
        var taken = "{\"owner_name\": \"A\", \"external_id\": \"taken\"}";
        addPost("external id", path, taken, "409 external_id_taken");
        var yen = "{\"owner_name\": \"A\", \"currency\": \"JPY\", \"initial_deposit\": \"1.0\"}";
        addPost("sen", path, yen, "422 invalid_amount invalid_amount");
    }

    private void owner(String customer, String expected) {
        var body = "{\"customer_id\": \"%s\"}".formatted(customer);
        addPost("owner", "/api/v1/accounts", body, expected);
    }

    private void addMovements() {
        var a = ACCOUNTS + ledger.account();
        var one = "{\"amount\": \"1.00\"}";
        for (var verb : List.of("/deposit", "/withdraw")) {
            addPost("closed", ACCOUNTS + ledger.closed() + verb, one, "409 account_closed");
            var euro = "{\"amount\": \"1.00\", \"currency\": \"EUR\"}";
            var early = "{\"amount\": \"1.00\", \"effective_date\": \"2999-01-31\"}";
            addPost("of tomorrow", a + verb, early, "422 effective_date_in_future");
            addPost("other currency", a + verb, euro, "422 currency_mismatch");
        }
        addPost("full", ACCOUNTS + ledger.full() + "/deposit", one, "422 balance_overflow");
        var much = "{\"amount\": \"104.01\"}";
        addPost("a cent too much", a + "/withdraw", much, "422 insufficient_funds");
    }

    private void addTransfers() {
        transfer(ledger.account(), "1.00", "422 same_account");
        transfer(ledger.closed(), "1.00", "409 account_closed");
        transfer(ledger.euro(), "1.00", "422 currency_mismatch");
        transfer(ledger.full(), "1.00", "422 balance_overflow");
        transfer(
                ledger.other(),
                "1.00\", \"effective_date\": \"2999-01-31",
                "422 effective_date_in_future");
        transfer(ledger.other(), "104.01", "422 insufficient_funds");
        transfer("unknown", "1.00", "404 account_not_found");
        transfer("a/b", "1.00", "404 account_not_found");
    }

    private void addEndings() {
        var a = ACCOUNTS + ledger.account();
        addPost("full of money", a + "/close", "", "409 balance_not_zero");
        sweep(ledger.account(), "422 same_account");
        sweep(ledger.closed(), "409 account_closed");
        sweep(ledger.euro(), "422 currency_mismatch");
        sweep(ledger.full(), "422 balance_overflow");
        sweep("unknown", "404 account_not_found");
        addPost("again", ACCOUNTS + ledger.closed() + "/close", "", "409 account_closed");
        var customer = CUSTOMERS + ledger.customer();
        addPost("with an account", customer + "/archive", "", "409 open_accounts");
        var taken = "{\"name\": \"A\", \"address\": {\"city\": \"B\"}, \"external_id\": \"taken\"}";
        addPost("external id", "/api/v1/customers", taken, "409 external_id_taken");
        var archived = CUSTOMERS + ledger.archived();
        addPost("again", archived + "/archive", "", "409 customer_archived");
        var move = "{\"address\": {\"city\": \"Plzeň\"}}";
        addPost("archived", archived + "/change-address", move, "409 customer_archived");
    }

    private void addStandingOrders() {
        var january = "2999-01-31";
        order(ledger.account(), ledger.account(), january, "422 same_account");
        order(ledger.account(), ledger.closed(), january, "409 account_closed");
        order(ledger.closed(), ledger.account(), january, "409 account_closed");
        order(ledger.account(), ledger.euro(), january, "422 currency_mismatch");
        order(ledger.account(), "unknown", january, "404 account_not_found");
        order("a/b", ledger.account(), january, "404 account_not_found");
        order(ledger.account(), ledger.other(), "2020-01-31", "422 invalid_schedule");
        order(
                ledger.account(),
                ledger.other(),
                january + "\", \"last_date\": \"2999-01-30",
                "422 invalid_schedule");
        addPost("again", ORDERS + ledger.ended() + "/cancel", "", "409 standing_order_ended");
    }

    private void order(String from, String to, String first, String expected) {
        var body =
                """
                {"from_account_id": "%s", "to_account_id": "%s", "amount": "1.00",
                 "interval": "monthly", "first_date": "%s"}
                """
                        .formatted(from, to, first);
        addPost("order to " + to, "/api/v1/standing-orders", body, expected);
    }

    private void transfer(String to, String amount, String expected) {
        var body = "{\"to_account_id\": \"%s\", \"amount\": \"%s\"}".formatted(to, amount);
        addPost("to " + to, ACCOUNTS + ledger.account() + "/transfer", body, expected);
    }

    private void sweep(String to, String expected) {
        var body = "{\"sweep_to\": \"%s\"}".formatted(to);
        addPost("sweep to " + to, ACCOUNTS + ledger.account() + "/close", body, expected);
    }
}
