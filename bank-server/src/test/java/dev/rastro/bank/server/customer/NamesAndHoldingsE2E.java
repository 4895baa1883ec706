package dev.rastro.bank.server.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.bank.server.TestBank;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

/** Lists bring what people know things by: names and amounts. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class NamesAndHoldingsE2E {

    private static final String ACCOUNTS = "/api/v1/accounts";
    private static final String CUSTOMERS = "/api/v1/customers";
    private static final String ORDERS = "/api/v1/standing-orders";

    @AutoClose private final TestBank bank = TestBank.start();

    private JsonNode post(String path, String body) {
        var reply = bank.post(path, body.replace('\'', '"'));
        assertThat(reply.status()).as(reply.toString()).isBetween(200, 201);
        return reply.json();
    }

    private String customer() {
        var body = "{'name': 'Ada Lovelace', 'address': {'city': 'London'}}";
        return post(CUSTOMERS, body).get("customer_id").asString();
    }

    private String account(String customer, String currency, String deposit) {
        var body =
                "{'customer_id': '%s', 'currency': '%s', 'initial_deposit': '%s'}"
                        .formatted(customer, currency, deposit);
        return post(ACCOUNTS, body).get("account_id").asString();
    }

    @Test
    void a_customer_brings_what_all_accounts_hold_by_currency() {
        var ada = customer();
        assertThat(bank.get(CUSTOMERS + "/" + ada).json().at("/accounts/open").asInt()).isZero();
        account(ada, "USD", "10.00");
        account(ada, "USD", "2.50");
        account(ada, "JPY", "7");
        var closed = account(ada, "EUR", "0.00");
        long position = post(ACCOUNTS + "/" + closed + "/close", "{}").get("position").asLong();

        var held = bank.get(CUSTOMERS + "?min_position=" + position).json().at("/items/0/accounts");
        assertThat(held.get("open").asInt()).isEqualTo(3);
        assertThat(held.get("balances").toString().replace('"', '\''))
                .isEqualTo(
                        "[{'amount':'0.00','currency':'EUR'},{'amount':'7','currency':'JPY'},"
                                + "{'amount':'12.50','currency':'USD'}]");
        assertThat(bank.get(CUSTOMERS + "/" + ada).json().get("accounts")).isEqualTo(held);
        var then = bank.get(CUSTOMERS + "/" + ada + "?known_at=" + position).json();
        assertThat(then.get("accounts").isNull()).isTrue();
    }

    @Test
    void an_entry_of_the_audit_log_brings_whose_it_is_and_how_much() {
        var from = account(customer(), "USD", "10.00");
        var to = bank.openAccount("1.00");
        post(
                ACCOUNTS + "/" + from + "/transfer",
                "{'to_account_id': '%s', 'amount': '3.00'}".formatted(to));

        var sent = bank.get("/api/v1/audit?type=TransferSent").json().at("/items/0");
        assertThat(sent.get("name").asString()).isEqualTo("Ada Lovelace");
        assertThat(sent.at("/amount/amount").asString()).isEqualTo("3.00");
        assertThat(sent.at("/amount/currency").asString()).isEqualTo("USD");
        assertThat(sent.at("/counterparty/account_id").asString()).isEqualTo(to);
        assertThat(sent.at("/counterparty/owner_name").asString())
                .isEqualTo(bank.get(ACCOUNTS + "/" + to).get("owner_name"));
        var registered = bank.get("/api/v1/audit?type=CustomerRegistered").json().at("/items/0");
        assertThat(registered.get("name").asString()).isEqualTo("Ada Lovelace");
        assertThat(registered.get("amount").isNull()).isTrue();
        assertThat(registered.get("counterparty").isNull()).isTrue();
    }

    @Test
    void a_standing_order_brings_the_owners_of_both_accounts() {
        var from = account(customer(), "USD", "10.00");
        var to = bank.openAccount("1.00");
        var terms =
                """
                {'from_account_id': '%s', 'to_account_id': '%s', 'amount': '1.00',
                 'interval': 'weekly', 'first_date': '2099-01-05'}
                """
                        .formatted(from, to);
        var order = post(ORDERS, terms).get("standing_order_id").asString();

        var listed = bank.get(ORDERS).json().at("/items/0");
        assertThat(listed.get("from_owner_name").asString()).isEqualTo("Ada Lovelace");
        assertThat(listed.get("to_owner_name").asString())
                .isEqualTo(bank.get(ACCOUNTS + "/" + to).get("owner_name"));
        assertThat(bank.get(ORDERS + "/" + order).json()).isEqualTo(listed);
        var entry = bank.get("/api/v1/audit?type=StandingOrderScheduled").json().at("/items/0");
        assertThat(entry.get("name").asString()).isEqualTo("Ada Lovelace");
        assertThat(entry.at("/amount/amount").asString()).isEqualTo("1.00");
    }
}
