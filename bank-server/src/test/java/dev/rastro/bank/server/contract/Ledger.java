package dev.rastro.bank.server.contract;

import static dev.rastro.bank.server.contract.CheckedBank.member;

import java.util.List;

/** A few things in a bank, for wrong requests to be about. */
record Ledger(
        String account,
        String other,
        String euro,
        String full,
        String empty,
        String closed,
        String customer,
        String archived,
        String order,
        String ended) {

    static final String ACCOUNTS = "/api/v1/accounts/";
    static final String CUSTOMERS = "/api/v1/customers/";
    static final String ORDERS = "/api/v1/standing-orders/";
    static final String USED_KEY = "used-key";

    static Ledger in(CheckedBank bank) {
        var customer = register(bank, "\"external_id\": \"taken\",");
        var archived = register(bank, "");
        bank.post(CUSTOMERS + archived + "/archive", "");
        open(bank, "\"customer_id\": \"%s\", \"external_id\": \"taken\"".formatted(customer));
        var closed = open(bank, "\"owner_name\": \"A\"");
        bank.post(ACCOUNTS + closed + "/close", "");
        var account = open(bank, "\"owner_name\": \"A\", \"initial_deposit\": \"100.00\"");
        for (int i = 0; i < 3; i++) {
            bank.post(ACCOUNTS + account + "/deposit", "{\"amount\": \"1.00\"}");
        }
        var used =
                bank.post(
                        ACCOUNTS + account + "/deposit",
                        "{\"amount\": \"1.00\"}",
                        "Idempotency-Key",
                        USED_KEY);
        member(used, 201, "version");
        var other = open(bank, "\"owner_name\": \"B\"");
        var ended = schedule(bank, account, other);
        bank.post(ORDERS + ended + "/cancel", "");
        return new Ledger(
                account,
                other,
                open(bank, "\"owner_name\": \"A\", \"currency\": \"EUR\""),
                open(bank, "\"owner_name\": \"A\", \"initial_deposit\": \"92233720368547758.07\""),
                open(bank, "\"owner_name\": \"A\""),
                closed,
                customer,
                archived,
                schedule(bank, account, other),
                ended);
    }

    private static String register(CheckedBank bank, String members) {
        var body = "{%s \"name\": \"Jana\", \"address\": {\"city\": \"Brno\"}}".formatted(members);
        return member(bank.post("/api/v1/customers", body), 201, "customer_id");
    }

    /** Far enough away for nothing to be paid while the tests run. */
    private static String schedule(CheckedBank bank, String from, String to) {
        var body = "{%s}".formatted(String.join(", ", orderMembers(from, to)));
        return member(bank.post("/api/v1/standing-orders", body), 201, "standing_order_id");
    }

    private static List<String> orderMembers(String from, String to) {
        return List.of(
                "\"from_account_id\": \"%s\"".formatted(from),
                "\"to_account_id\": \"%s\"".formatted(to),
                "\"amount\": \"1.00\"",
                "\"first_date\": \"2999-01-31\"",
                "\"interval\": \"monthly\"");
    }

    private static String open(CheckedBank bank, String members) {
        return member(bank.post("/api/v1/accounts", "{%s}".formatted(members)), 201, "account_id");
    }

    /**
     * One command with a body that would be accepted.
     *
     * @param members of the body, as JSON; the required ones first
     * @param thing that the path is about, such as an account
     */
    record Command(String path, List<String> members, int required, String thing) {

        String body() {
            return "{%s}".formatted(String.join(", ", members));
        }

        /** The body with more members; JSON as it is. */
        String bodyWith(String more) {
            return members.isEmpty() ? "{" + more + "}" : "{%s, %s}".formatted(inner(), more);
        }

        /** The body with this member in another way. */
        String bodyWith(String name, String json) {
            var changed =
                    members.stream()
                            .filter(member -> !member.startsWith("\"" + name + "\""))
                            .toList();
            var member = "\"%s\": %s".formatted(name, json);
            return changed.isEmpty()
                    ? "{" + member + "}"
                    : "{%s, %s}".formatted(String.join(", ", changed), member);
        }

        private String inner() {
            return String.join(", ", members);
        }

        boolean isAboutSomething() {
            return path.chars().filter(c -> c == '/').count() > 3;
        }
    }

    List<Command> commands() {
        var amount = "\"amount\": \"1.00\"";
        var to = "\"to_account_id\": \"%s\"".formatted(other);
        var city = "\"address\": {\"city\": \"Brno\"}";
        var id = ACCOUNTS + account;
        return List.of(
                new Command("/api/v1/accounts", List.of("\"owner_name\": \"A\""), 1, "account"),
                new Command(id + "/deposit", List.of(amount), 1, "account"),
                new Command(id + "/withdraw", List.of(amount), 1, "account"),
                new Command(id + "/transfer", List.of(to, amount), 2, "account"),
                new Command(ACCOUNTS + empty + "/close", List.of(), 0, "account"),
                new Command("/api/v1/customers", List.of("\"name\": \"A\"", city), 2, "customer"),
                new Command(CUSTOMERS + customer + "/change-address", List.of(city), 1, "customer"),
                new Command(CUSTOMERS + customer + "/archive", List.of(), 0, "customer"),
                new Command(
                        "/api/v1/standing-orders",
                        orderMembers(account, other),
                        5,
                        "standing_order"),
                new Command(ORDERS + order + "/cancel", List.of(), 0, "standing_order"));
    }
}
