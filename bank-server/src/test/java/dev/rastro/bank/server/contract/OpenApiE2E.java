package dev.rastro.bank.server.contract;

import static dev.rastro.bank.server.contract.CheckedBank.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rastro.bank.server.BrokenEvents;
import dev.rastro.bank.server.TestBank;
import dev.rastro.bank.server.TestBank.Reply;
import dev.rastro.bank.server.shared.problem.ProblemCode;
import dev.rastro.web.problem.FieldCode;
import dev.rastro.web.problem.HttpProblem;
import dev.rastro.web.problem.ProblemType;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The document says what the server does, and the server does what the document says. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OpenApiE2E {

    private static final CheckedBank BANK = new CheckedBank(TestBank.start());
    private static final ApiDocument DOCUMENT = BANK.contract().document();
    private static final String ACCOUNTS = "/api/v1/accounts";
    private static final String CUSTOMERS = "/api/v1/customers";

    @AfterAll
    static void stop() {
        BANK.close();
    }

    @Test
    void the_document_has_every_route_and_no_other() {
        var routes =
                BANK.bank().routes().stream()
                        .map(route -> route.method() + " " + route.template())
                        .toList();
        var documented = DOCUMENT.operations().stream().map(ApiDocument.Operation::name).toList();

        assertThat(documented).containsExactlyInAnyOrderElementsOf(routes);
    }

    @Test
    void the_document_has_every_code_and_no_other() {
        var codes = problems().map(ProblemType::code).toList();
        assertThat(DOCUMENT.constants("ProblemCode")).containsExactlyInAnyOrderElementsOf(codes);
        var fieldCodes = Arrays.stream(FieldCode.values()).map(FieldCode::code).toList();
        assertThat(DOCUMENT.constants("FieldCode")).containsExactlyInAnyOrderElementsOf(fieldCodes);
    }

    @Test
    void every_code_has_its_status_wherever_it_is_listed() {
        var wrong = new ArrayList<String>();
        var listed = new TreeSet<String>();
        for (var operation : DOCUMENT.operations()) {
            addWrongStatuses(operation.node().get("responses"), listed, wrong);
        }
        DOCUMENT.root()
                .get("x-problem-codes")
                .forEach(codes -> listed.addAll(ApiDocument.texts(codes)));

        assertThat(wrong).isEmpty();
        assertThat(listed).isEqualTo(DOCUMENT.constants("ProblemCode"));
    }

    @Test
    void every_operation_may_be_asked_for_a_type_that_it_cannot_give() {
        assertThat(DOCUMENT.operations())
                .allMatch(operation -> operation.statuses().contains("406"));
    }

    private static Stream<ProblemType> problems() {
        return Stream.concat(
                Arrays.stream(HttpProblem.values()), Arrays.stream(ProblemCode.values()));
    }

    private static ProblemType problem(String code) {
        return problems().filter(it -> it.code().equals(code)).findFirst().orElseThrow();
    }

    private static void addWrongStatuses(
            JsonNode responses, Set<String> listed, List<String> wrong) {
        for (var response : responses.properties()) {
            var codes = ApiDocument.texts(response.getValue().path("x-problem-codes"));
            listed.addAll(codes);
            codes.stream()
                    .map(OpenApiE2E::problem)
                    .filter(code -> !response.getKey().equals(Integer.toString(code.status())))
                    .forEach(code -> wrong.add(code + " under " + response.getKey()));
        }
    }

    @Test
    void every_example_fits_its_schema() {
        var checked = new ArrayList<String>();
        DOCUMENT.operations()
                .forEach(operation ->
                        operation
                                .node()
                                .findValues("content")
                                .forEach(content ->
                                        content.properties()
                                                .forEach(media ->
                                                        checkExample(
                                                                operation.name(),
                                                                media.getValue(),
                                                                checked))));
        DOCUMENT.root()
                .at("/components/schemas")
                .properties()
                .forEach(schema ->
                        schema.getValue()
                                .path("examples")
                                .forEach(example ->
                                        check(
                                                schema.getKey(),
                                                schema.getValue(),
                                                example,
                                                checked)));

        assertThat(checked).hasSizeGreaterThan(30);
    }

    private static void checkExample(String where, JsonNode media, List<String> checked) {
        if (media.has("example")) {
            check(where, media.get("schema"), media.get("example"), checked);
        }
    }

    private static void check(
            String where, JsonNode schema, JsonNode example, List<String> checked) {
        checked.add(where);
        assertThat(BANK.contract().schemas().violations(schema, example.toString()))
                .as("%s: %s", where, example)
                .isEmpty();
    }

    @Test
    void a_tour_meets_every_success_and_every_answer_keeps_the_contract() {
        var customer = CUSTOMERS + "/" + tourOfCustomers();
        var account = ACCOUNTS + "/" + tourOfAccounts();
        tourOfQuestions(account, customer);
        tourOfHistory(account);
        tourOfReports();
        tourOfStandingOrders(account);
        tourOfProjections();
        tourOfRefusals(account, customer);
        tourOfTheServer();

        var seen = new TreeSet<>(BANK.seen());
        seen.addAll(tourOfTheDemo());
        assertThat(seen).containsAll(BANK.promisedSuccesses());
    }

    /** Which needs a bank of its own, because it takes only empty ones. */
    private static Set<String> tourOfTheDemo() {
        assertCode("bank_not_empty", BANK.post("/api/v1/admin/demo", ""));
        try (var empty = new CheckedBank(TestBank.start())) {
            assertStatus(200, empty.get("/api/v1/admin/demo"));
            assertStatus(202, empty.post("/api/v1/admin/demo", ""));
            return empty.seen();
        }
    }

    private static String tourOfCustomers() {
        var registered =
                BANK.post(
                        CUSTOMERS,
                        """
                        {"name": "Jana", "address": {"street": "Dlouhá 12", "city": "Praha"},
                         "external_id": "c-1", "metadata": {"branch": "main"}}
                        """,
                        "Idempotency-Key",
                        "tour-register");
        var id = member(registered, 201, "customer_id");
        var path = CUSTOMERS + "/" + id;
        assertStatus(
                200, BANK.post(path + "/change-address", "{\"address\": {\"city\": \"Brno\"}}"));
        var account =
                member(
                        BANK.post(
                                ACCOUNTS,
                                "{\"customer_id\": \"%s\", \"external_id\": \"a-1\"}"
                                        .formatted(id)),
                        201,
                        "account_id");
        assertCode("open_accounts", BANK.post(path + "/archive", "{}"));
        assertStatus(200, BANK.post(ACCOUNTS + "/" + account + "/close", ""));
        assertStatus(200, BANK.post(path + "/archive", "{\"reason\": \"moved\"}"));
        assertCode("customer_archived", BANK.post(path + "/archive", ""));
        return id;
    }

    private static String tourOfAccounts() {
        var first = open("{\"owner_name\": \"John\", \"initial_deposit\": \"1000.00\"}");
        var second =
                open(
                        "{\"owner_name\": \"Mary\", \"overdraft_limit\": \"50\", \"currency\":"
                                + " \"USD\"}");
        var path = ACCOUNTS + "/" + first;
        assertStatus(
                201,
                BANK.post(
                        path + "/deposit",
                        """
                        {"amount": "500.00", "description": "=Salary", "currency": "USD",
                         "effective_date": "2026-01-31", "metadata": {"a": "b"}}
                        """,
                        "If-Match",
                        "\"1\""));
        assertStatus(201, BANK.post(path + "/withdraw", "{\"amount\": \"50\"}"));
        var transfer = "{\"to_account_id\": \"%s\", \"amount\": \"100\"}".formatted(second);
        assertStatus(201, BANK.post(path + "/transfer", transfer, "Idempotency-Key", "tour-t"));
        var again = BANK.post(path + "/transfer", transfer, "Idempotency-Key", "tour-t");
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        var swept = open("{\"owner_name\": \"Sam\", \"initial_deposit\": \"9\"}");
        assertStatus(
                200,
                BANK.post(
                        ACCOUNTS + "/" + swept + "/close",
                        "{\"reason\": \"done\", \"sweep_to\": \"%s\"}".formatted(first)));
        return first;
    }

    private static String open(String body) {
        return member(BANK.post(ACCOUNTS, body), 201, "account_id");
    }

    /** Begins with what the read models have to reach before the rest can be asked. */
    private static void tourOfQuestions(String account, String customer) {
        var last = BANK.post(account + "/deposit", "{\"amount\": \"1\"}").header("Ledger-Position");
        for (var path :
                List.of(account, customer, ACCOUNTS + "?status=open", CUSTOMERS + "?q=an")) {
            assertStatus(200, BANK.get(path, "Ledger-Position", last));
            assertStatus(200, BANK.send(BANK.bank().request(path).HEAD()));
        }
        for (var type : List.of("application/json", "application/x-ndjson", "text/csv")) {
            assertStatus(200, BANK.get(account + "/transactions?limit=2", "Accept", type));
        }
        assertStatus(200, BANK.get(account + "/transactions?axis=recorded&from=0001-01-01"));
        for (var list : List.of(ACCOUNTS, CUSTOMERS, account + "/events", customer + "/events")) {
            followPages(list);
        }
        assertStatus(200, BANK.get("/api/v1/commands?idempotency_key=tour-register"));
        assertStatus(200, BANK.get("/api/v1/commands?idempotency_key=tour-t"));
    }

    private static void tourOfHistory(String account) {
        for (var path :
                List.of(
                        account + "?as_of=2030-01-01",
                        account + "/balance-history?from=2026-01-01&to=2026-02-28&interval=week",
                        account + "/explain?limit=1",
                        "/api/v1/reports/trial-balance",
                        "/api/v1/events?limit=5")) {
            assertStatus(200, BANK.get(path));
        }
        // The head of an answer that never ends.
        for (var live : List.of("/api/v1/events", account + "/stream")) {
            var head = BANK.bank().request(live).header("Accept", "text/event-stream").HEAD();
            assertStatus(200, BANK.send(head));
        }
    }

    private static void tourOfReports() {
        var daily = "/api/v1/analytics/daily";
        for (var path : List.of(daily, "/api/v1/audit")) {
            followPages(path);
            assertStatus(200, BANK.get(path + "?from=2026-01-31&to=9999-12-31&min_position=1"));
        }
        assertStatus(200, BANK.get(daily + "?currency=USD&limit=1", "Accept", "text/csv"));
        assertStatus(200, BANK.get("/api/v1/analytics/summary"));
        assertStatus(200, BANK.get("/api/v1/analytics/summary?currency=CHF"));
        assertStatus(200, BANK.get("/api/v1/audit?type=AccountClosed&actor=anonymous"));
        assertStatus(200, BANK.get("/api/v1/audit?category=customer&before=5"));
    }

    private static void tourOfStandingOrders(String account) {
        var orders = "/api/v1/standing-orders";
        var payee = open("{\"owner_name\": \"Landlord\"}");
        var body =
                """
                {"from_account_id": "%s", "to_account_id": "%s", "amount": "5.00",
                 "first_date": "2999-01-31", "interval": "monthly"}
                """
                        .formatted(account.substring(account.lastIndexOf('/') + 1), payee);
        var scheduled = BANK.post(orders, body, "Idempotency-Key", "tour-o");
        var order = orders + "/" + member(scheduled, 201, "standing_order_id");
        assertStatus(201, BANK.post(orders, body));
        assertStatus(200, BANK.get("/api/v1/commands?idempotency_key=tour-o"));
        assertStatus(200, BANK.get(order));
        followPages(orders + "?account_id=" + payee + "&status=active");
        assertStatus(200, BANK.post(order + "/cancel", "{\"reason\": \"moved\"}"));
        assertCode("standing_order_ended", BANK.post(order + "/cancel", ""));
        assertStatus(200, BANK.get(order));
        followPages(order + "/events");
    }

    private static void tourOfProjections() {
        var projections = "/api/v1/admin/projections";
        assertStatus(200, BANK.get(projections));
        var customers = projections + "/customers";
        assertStatus(200, BANK.get(customers));
        assertStatus(200, BANK.get("/api/v1/admin/store"));
        assertStatus(200, BANK.post(customers + "/pause", ""));
        assertStatus(202, BANK.post(customers + "/rebuild", "{\"compare\": true}"));
        assertCode("rebuild_under_way", BANK.post(customers + "/rebuild", "{}"));
        assertStatus(200, BANK.post(customers + "/resume", "{}"));
        assertStatus(200, BANK.post(customers + "/retry-parked", ""));
        tourOfParkedStreams(customers);
        assertStatus(200, BANK.post(customers + "/drop-retired", ""));
        assertCode("projection_not_found", BANK.post(projections + "/none/rebuild", ""));
    }

    private static void tourOfParkedStreams(String customers) {
        var skip = "{\"stream\": \"customer-broken\", \"version\": %d, \"reason\": \"a typo\"}";
        assertCode("stream_not_parked", BANK.post(customers + "/skip-parked", skip.formatted(1)));
        BrokenEvents.append(BANK.bank(), "customer", 1);
        await().until(() -> BANK.get(customers).json().get("parked").size() == 1);
        assertCode(
                "parked_at_other_version",
                BANK.post(customers + "/skip-parked", skip.formatted(2)));
        assertStatus(200, BANK.post(customers + "/skip-parked", skip.formatted(1)));
        assertStatus(200, BANK.get("/api/v1/events?types=ParkedEventSkipped"));
    }

    private static void followPages(String list) {
        var next = list + (list.contains("?") ? "&" : "?") + "limit=1";
        while (!next.isEmpty()) {
            var page = BANK.get(next);
            assertStatus(200, page);
            var link = page.header("Link");
            next = link.isEmpty() ? "" : link.substring(1, link.indexOf('>'));
        }
    }

    private static void tourOfRefusals(String account, String customer) {
        var huge = "{\"amount\": \"92233720368547758.07\"}";
        assertCode("insufficient_funds", BANK.post(account + "/withdraw", huge));
        var key = new String[] {"Idempotency-Key", "tour-refused"};
        assertCode("balance_overflow", BANK.post(account + "/deposit", huge, key));
        assertCode("balance_overflow", BANK.post(account + "/deposit", huge, key));
        assertStatus(200, BANK.get("/api/v1/commands?idempotency_key=tour-refused"));
        assertCode("balance_not_zero", BANK.post(account + "/close", ""));
        assertCode("version_mismatch", BANK.post(account + "/close", "", "If-Match", "\"99\""));
        assertCode("external_id_taken", BANK.post(ACCOUNTS, OPEN_AGAIN));
        assertCode("position_ahead_of_log", BANK.get(account + "?min_position=999999999"));
        assertCode("account_not_found", BANK.get(ACCOUNTS + "/none"));
        assertCode("customer_not_found", BANK.get(CUSTOMERS + "/none"));
        assertCode(
                "customer_archived",
                BANK.post(customer + "/change-address", "{\"address\": {\"city\": \"Brno\"}}"));
    }

    private static final String OPEN_AGAIN = "{\"owner_name\": \"A\", \"external_id\": \"a-1\"}";

    private static void tourOfTheServer() {
        assertStatus(200, BANK.get("/health/live"));
        assertStatus(200, BANK.get("/health/ready"));
        assertStatus(200, BANK.get("/openapi.yaml"));
        assertCode("not_found", BANK.get("/api/v1/nothing"));
        assertCode(
                "method_not_allowed",
                BANK.send(BANK.bank().request(ACCOUNTS).method("PUT", BodyPublishers.noBody())));
    }

    private static void assertStatus(int status, Reply reply) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
    }

    private static void assertCode(String code, Reply reply) {
        assertThat(reply.get("code")).as(reply.toString()).isEqualTo(code);
    }

    @Test
    void path_parameters_have_the_names_of_the_templates() {
        for (var operation : DOCUMENT.operations()) {
            var named =
                    DOCUMENT.root()
                            .get("paths")
                            .get(operation.template())
                            .path("parameters")
                            .valueStream()
                            .map(parameter ->
                                    "{" + DOCUMENT.resolve(parameter).get("name").asString() + "}")
                            .collect(Collectors.toSet());
            var inTemplate =
                    Arrays.stream(operation.template().split("/"))
                            .filter(segment -> segment.startsWith("{"))
                            .collect(Collectors.toSet());
            assertThat(named).as(operation.name()).isEqualTo(inTemplate);
        }
    }
}
