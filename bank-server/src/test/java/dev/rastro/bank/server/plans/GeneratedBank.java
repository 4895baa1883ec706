package dev.rastro.bank.server.plans;

import static org.awaitility.Awaitility.await;

import dev.rastro.bank.server.TestBank;
import dev.rastro.bank.server.plans.Caller.Question;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * A bank in which it shows what a query costs: one account that everybody uses, day by day, one
 * whose movements take effect on days in no order, many with few movements, every type of event,
 * and some of them rare.
 */
final class GeneratedBank {

    private static final int MOVEMENTS = 20_000;
    private static final int HOT_EVERY = 4;
    private static final int ACCOUNTS = 2_000;
    private static final int CUSTOMERS = 500;
    private static final int DAYS = 365;
    private static final int SHUFFLE = 151;
    private static final int AT_ONCE = 64;
    private static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String DEPOSIT = "{\"amount\": \"5.00\"}";

    private static final List<String> READ_MODELS =
            List.of(
                    "/api/v1/accounts",
                    "/api/v1/customers",
                    "/api/v1/standing-orders",
                    "/api/v1/analytics/daily",
                    "/api/v1/audit");

    private static final String OF_ACCOUNT = "/api/v1/accounts/{account_id}";

    private final Caller caller;

    /**
     * Whom questions are about: by the names in paths.
     *
     * @param unordered whose movements take effect on days in no order
     * @param others accounts that move as well
     */
    record Cast(
            String account,
            String unordered,
            String customer,
            String standingOrder,
            List<String> others) {}

    private GeneratedBank(Caller caller) {
        this.caller = caller;
    }

    static Cast fill(TestBank bank) throws Exception {
        return new GeneratedBank(new Caller(bank.routes())).fill();
    }

    /** As many movements again on the same accounts, in the year after. */
    static void grow(TestBank bank, Cast cast) throws Exception {
        new GeneratedBank(new Caller(bank.routes())).move(cast, FIRST_DAY.plusDays(DAYS));
    }

    private Cast fill() throws Exception {
        var rare = rareCustomer();
        var hot = open("{\"owner_name\": \"Everybody\", \"external_id\": \"hot\"}");
        var unordered = open("{\"owner_name\": \"Anyhow\"}");
        var order = rareOrders(hot);
        var customers = each(CUSTOMERS, this::register);
        var accounts =
                each(
                        ACCOUNTS,
                        i ->
                                i < CUSTOMERS
                                        ? open(
                                                "{\"customer_id\": \"%s\"}"
                                                        .formatted(customers.get(i)))
                                        : open("{\"owner_name\": \"Owner %d\"}".formatted(i)));
        var cast = new Cast(hot, unordered, rare, order, accounts);
        move(cast, FIRST_DAY);
        return cast;
    }

    private void move(Cast cast, LocalDate firstDay) throws Exception {
        each(
                MOVEMENTS,
                i ->
                        switch (i % HOT_EVERY) {
                            case 0 -> move(cast.account(), firstDay.plusDays(ordered(i)));
                            case 1 -> move(cast.unordered(), FIRST_DAY.plusDays(shuffled(i)));
                            default -> {
                                var other = cast.others().get(i % ACCOUNTS);
                                yield move(other, firstDay.plusDays(ordered(i)));
                            }
                        });
        // Today, which is after all the days of those that questions are about.
        var other = Map.of("account_id", cast.others().getFirst());
        var last = caller.post(OF_ACCOUNT + "/deposit", other, DEPOSIT);
        READ_MODELS.forEach(it -> awaitIn(it, last.get("position").asString()));
    }

    private void awaitIn(String list, String position) {
        var question = new Question(list, Map.of(), "min_position=" + position, "application/json");
        await().atMost(SOON).until(() -> caller.get(question).status() == 200);
    }

    private interface Step {
        String run(int i);
    }

    /** A few at once, and none long before another: days go by as they do. */
    private static List<String> each(int count, Step step) throws Exception {
        var answers = new ArrayList<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int first = 0; first < count; first += AT_ONCE) {
                List<Callable<String>> steps = new ArrayList<>();
                IntStream.range(first, Math.min(first + AT_ONCE, count))
                        .forEach(i -> steps.add(() -> step.run(i)));
                for (var answer : threads.invokeAll(steps)) {
                    answers.add(answer.get());
                }
            }
        }
        return answers;
    }

    private String register(int i) {
        var body =
                "{\"name\": \"Customer %d\", \"external_id\": \"c-%d\", \"address\": {\"city\": \"City %d\"}}"
                        .formatted(i, i, i % 50);
        return caller.post("/api/v1/customers", Map.of(), body).get("customer_id").asString();
    }

    private String open(String body) {
        return caller.post("/api/v1/accounts", Map.of(), body).get("account_id").asString();
    }

    private static int ordered(int i) {
        return i * DAYS / MOVEMENTS;
    }

    private static int shuffled(int i) {
        return i * SHUFFLE % DAYS;
    }

    private String move(String account, LocalDate day) {
        var body = "{\"amount\": \"5.00\", \"effective_date\": \"%s\"}".formatted(day);
        caller.post(OF_ACCOUNT + "/deposit", Map.of("account_id", account), body);
        return account;
    }

    /** With an event of each type that customers have. */
    private String rareCustomer() {
        var id = register(CUSTOMERS);
        var account = open("{\"customer_id\": \"%s\"}".formatted(id));
        caller.post(OF_ACCOUNT + "/close", Map.of("account_id", account), "");
        var who = Map.of("customer_id", id);
        caller.post(
                "/api/v1/customers/{customer_id}/change-address",
                who,
                "{\"address\": {\"city\": \"Lisbon\"}}");
        caller.post("/api/v1/customers/{customer_id}/archive", who, "");
        return id;
    }

    private String rareOrders(String to) {
        var from = open("{\"owner_name\": \"Payer\", \"initial_deposit\": \"100.00\"}");
        var who = Map.of("account_id", from);
        caller.post(OF_ACCOUNT + "/withdraw", who, "{\"amount\": \"1.00\"}");
        caller.post(
                OF_ACCOUNT + "/transfer",
                who,
                "{\"amount\": \"1.00\", \"to_account_id\": \"%s\"}"
                        .formatted(open("{\"owner_name\": \"Payee\"}")));
        var day = LocalDate.now(ZoneOffset.UTC).plusDays(30);
        var order =
                """
                {"from_account_id": "%s", "to_account_id": "%s", "amount": "1.00",
                 "first_date": "%s", "interval": "monthly"}
                """
                        .formatted(from, to, day);
        return caller.post("/api/v1/standing-orders", Map.of(), order)
                .get("standing_order_id")
                .asString();
    }
}
