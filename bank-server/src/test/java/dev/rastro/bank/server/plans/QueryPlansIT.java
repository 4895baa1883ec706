package dev.rastro.bank.server.plans;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.bank.server.TestBank;
import dev.rastro.bank.server.http.Route;
import dev.rastro.bank.server.plans.Caller.Question;
import dev.rastro.bank.server.plans.GeneratedBank.Cast;
import dev.rastro.bank.server.plans.Plans.Plan;
import dev.rastro.engine.postgres.TestDatabase;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a page costs depends on the page, and not on how much there is: every statement that a GET
 * of the API executes, on a bank with a hot account, is bounded in the pages that it reads.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@DisplayNameGeneration(ReplaceUnderscores.class)
class QueryPlansIT {

    /** For 20 rows, each of which may be fetched through three indexes. */
    private static final int BUFFERS_MAX = 250;

    /** What looks through a stretch of fixed length, whatever is before and behind it. */
    private static final int STRETCH_MAX = 700;

    /** When the log is twice as long, an index may be a level deeper, for each of the rows. */
    private static final int GROWTH_MAX = 50;

    /** After five executions the driver names a statement; after ten its plan may be generic. */
    private static final int TIMES = 12;

    private static final int PAGES = 3;

    private static final Plans PLANS = new Plans();
    private static TestBank bank;
    private static Cast cast;

    /** What each question cost when the log was half as long. */
    private static final Map<String, Long> BEFORE = new HashMap<>();

    @BeforeAll
    static void generate() throws Exception {
        var database = TestDatabase.empty();
        try (var first = TestBank.on(database)) {
            cast = GeneratedBank.fill(first);
        }
        read(database);
        questions().forEach(it -> BEFORE.put(it.toString(), buffers(cost(it, 1))));
        bank.close();
        Plans.stopExplaining(database);
        try (var second = TestBank.on(database)) {
            GeneratedBank.grow(second, cast);
        }
        read(database);
    }

    /** By one that did not write the log, and has little of it in memory. */
    private static void read(TestDatabase database) throws SQLException {
        database.execute("VACUUM ANALYZE");
        Plans.explain(database);
        bank = TestBank.reading(database, PLANS.watch(database.asWriter()));
    }

    @AfterAll
    static void stop() {
        bank.close();
    }

    /**
     * What may cost more, for a reason that stays the same however long the log is.
     *
     * @param what parts of the question
     */
    private record Exemption(List<String> what, int buffersMax, String why) {

        boolean covers(Question question) {
            return what.stream().allMatch(question.toString()::contains);
        }
    }

    private static final List<Exemption> EXEMPTIONS =
            List.of(
                    new Exemption(
                            List.of("stream=", "types="),
                            STRETCH_MAX,
                            "500 events of the stream are looked through at a time"),
                    new Exemption(
                            List.of("/trial-balance"),
                            STRETCH_MAX,
                            "the movements of an unfinished block of 8,192 positions"));

    private static final List<String> QUERIES =
            List.of(
                    "/api/v1/accounts?limit=20",
                    "/api/v1/accounts?status=closed&limit=20",
                    "/api/v1/accounts?currency=USD&limit=20",
                    "/api/v1/accounts?currency=USD&status=closed&limit=20",
                    "/api/v1/accounts?customer_id={customer_id}&limit=20",
                    "/api/v1/accounts?external_id=hot&limit=20",
                    "/api/v1/accounts?q=Owner 1999&limit=20",
                    "/api/v1/accounts/{account_id}",
                    "/api/v1/accounts/{account_id}?as_of=2025-06-01",
                    "/api/v1/accounts/{account_id}?known_at=9000",
                    "/api/v1/accounts/{account_id}?at_version=2000",
                    "/api/v1/accounts/{account_id}/events?limit=20",
                    "/api/v1/accounts/{account_id}/transactions?limit=20",
                    "/api/v1/accounts/{account_id}/transactions?axis=recorded&limit=20",
                    "/api/v1/accounts/{account_id}/transactions?from=2025-12-01&limit=20",
                    "/api/v1/accounts/{account_id}/transactions?known_at=9000&limit=20",
                    "/api/v1/accounts/{account_id}/explain?limit=20",
                    "/api/v1/accounts/{account_id}/explain?as_of=2025-06-01&limit=20",
                    "/api/v1/accounts/{account_id}/balance-history",
                    "/api/v1/accounts/{account_id}/balance-history?from=2025-12-01&to=2025-12-31",
                    "SSE /api/v1/accounts/{account_id}/stream",
                    "/api/v1/customers?limit=20",
                    "/api/v1/customers?city=City 7&limit=20",
                    "/api/v1/customers?status=archived&limit=20",
                    "/api/v1/customers?status=archived&city=City 7&limit=20",
                    "/api/v1/customers?external_id=c-400&limit=20",
                    "/api/v1/customers?q=Customer 499&limit=20",
                    "/api/v1/customers/{customer_id}",
                    "/api/v1/customers/{customer_id}?known_at=3",
                    "/api/v1/customers/{customer_id}/events?limit=20",
                    "/api/v1/standing-orders?limit=20",
                    "/api/v1/standing-orders?status=completed&limit=20",
                    "/api/v1/standing-orders?account_id={account_id}&limit=20",
                    "/api/v1/standing-orders/{standing_order_id}",
                    "/api/v1/standing-orders/{standing_order_id}/events?limit=20",
                    "/api/v1/events?limit=20",
                    "/api/v1/events?after=12000&limit=20",
                    "/api/v1/events?types=MoneyDeposited&limit=20",
                    "/api/v1/events?types=CustomerArchived&after=100&limit=20",
                    "/api/v1/events?category=customer&after=4000&limit=20",
                    "/api/v1/events?category=standing_order&after=100&limit=20",
                    "/api/v1/events?category=account_external_id&limit=20",
                    "/api/v1/events?category=customer&types=CustomerArchived&limit=20",
                    "/api/v1/events?stream=account-{account_id}&after=10000&limit=20",
                    "/api/v1/events?stream=customer-{customer_id}&after=100&limit=20",
                    "/api/v1/events?stream=account-{account_id}&types=AccountClosed&limit=20",
                    "/api/v1/audit?limit=20",
                    "/api/v1/audit?type=CustomerArchived&limit=20",
                    "/api/v1/audit?type=MoneyDeposited&actor=nobody&limit=20",
                    "/api/v1/audit?category=standing_order&limit=20",
                    "/api/v1/audit?category=account&limit=20",
                    "/api/v1/audit?category=customer&limit=20",
                    "/api/v1/audit?category=account_external_id&limit=20",
                    "/api/v1/audit?category=customer&actor=nobody&limit=20",
                    "/api/v1/audit?stream=account-{account_id}&limit=20",
                    "/api/v1/audit?stream=customer-{customer_id}&limit=20",
                    "/api/v1/audit?actor=anonymous&limit=20",
                    "/api/v1/audit?actor=nobody&limit=20",
                    "/api/v1/audit?correlation=0193a5c4-6a02-7f60-8a11-5b8d3e7c9f01&limit=20",
                    "/api/v1/audit?from=2020-01-01&to=2020-01-02&limit=20",
                    "/api/v1/reports/trial-balance",
                    "/api/v1/reports/trial-balance?as_of=2025-06-01",
                    "/api/v1/reports/trial-balance?known_at=9000",
                    "/api/v1/reports/trial-balance?as_of=2025-06-01&known_at=9000",
                    "/api/v1/analytics/daily?limit=20",
                    "/api/v1/analytics/summary",
                    "/api/v1/commands?idempotency_key=unheard-of",
                    "/api/v1/admin/demo",
                    "/api/v1/admin/store",
                    "/api/v1/admin/projections",
                    "/api/v1/admin/projections/{name}",
                    "/health/live",
                    "/health/ready",
                    "/openapi.yaml",
                    "SSE /api/v1/events?after=100&types=CustomerArchived",
                    "SSE /api/v1/events?after=100&category=standing_order",
                    "SSE /api/v1/events?after=100&stream=account-{account_id}");

    @Test
    void every_route_that_can_be_read_is_asked() {
        var asked = questions().map(Question::template).collect(Collectors.toSet());

        assertThat(bank.routes().stream().filter(it -> it.method().equals("GET")))
                .extracting(Route::template)
                .isNotEmpty()
                .allSatisfy(template -> assertThat(asked).contains(template));
    }

    /** Or the bounds of the others would prove nothing. */
    @Test
    void what_reads_much_is_seen_to() {
        var all = PLANS.of(QueryPlansIT::readTheWholeLog);

        assertThat(all)
                .singleElement()
                .satisfies(it -> assertThat(it.buffers()).isGreaterThan(BUFFERS_MAX));
    }

    private static void readTheWholeLog() {
        try (var connection = PLANS.watch(bank.database().asWriter()).getConnection();
                var select = connection.prepareStatement("SELECT payload FROM rastro.event")) {
            select.executeQuery();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> a_page_reads_no_more_than_it_shows() {
        return questions().map(it -> DynamicTest.dynamicTest(it.toString(), () -> check(it)));
    }

    private static void check(Question question) {
        cost(question, TIMES)
                .ifPresent(plan -> {
                    long before = BEFORE.getOrDefault(question.toString(), 0L);
                    assertThat(plan.buffers())
                            .as(
                                    "%s, before %d%n%s%n%s",
                                    question, before, plan.sql(), plan.tree().toPrettyString())
                            .isLessThanOrEqualTo(bound(question))
                            .isLessThanOrEqualTo(before + GROWTH_MAX);
                });
    }

    /** The dearest statement of all that were executed. */
    private static Optional<Plan> cost(Question question, int times) {
        var plans = new ArrayList<Plan>();
        for (int i = 0; i < times; i++) {
            plans.addAll(PLANS.of(() -> ask(question)));
        }
        return plans.stream().max(Comparator.comparingLong(Plan::buffers));
    }

    private static long buffers(Optional<Plan> plan) {
        return plan.map(Plan::buffers).orElse(0L);
    }

    private static int bound(Question question) {
        return EXEMPTIONS.stream()
                .filter(it -> it.covers(question))
                .mapToInt(Exemption::buffersMax)
                .findFirst()
                .orElse(BUFFERS_MAX);
    }

    /** Page after page, for a while. */
    private static void ask(Question question) {
        var caller = new Caller(bank.routes());
        var next = question;
        for (int i = 0; i < PAGES; i++) {
            var answer = caller.get(next);
            // What is not there was looked for, too.
            assertThat(answer.status()).isIn(200, 404);
            answer.stream().ifPresent(Caller::listen);
            if (!"application/json".equals(answer.headers().get("Content-Type"))) {
                return;
            }
            var cursor = Caller.json(answer).path("next_cursor");
            if (!cursor.isString()) {
                return;
            }
            next = question.with("cursor=" + cursor.asString());
        }
    }

    private static Stream<Question> questions() {
        return QUERIES.stream().map(QueryPlansIT::question);
    }

    private static Question question(String text) {
        boolean live = text.startsWith("SSE ");
        var parts = text.substring(live ? 4 : 0).split("\\?", 2);
        var who =
                Map.of(
                        "account_id", cast.account(),
                        "customer_id", cast.customer(),
                        "standing_order_id", cast.standingOrder(),
                        "name", "accounts");
        var query = parts.length == 1 ? "" : parts[1];
        for (var name : who.entrySet()) {
            query = query.replace("{%s}".formatted(name.getKey()), name.getValue());
        }
        return new Question(parts[0], who, query, live ? "text/event-stream" : "application/json");
    }
}
