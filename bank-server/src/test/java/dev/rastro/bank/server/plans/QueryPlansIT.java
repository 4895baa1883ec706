package dev.rastro.bank.server.plans;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.bank.server.TestBank;
import dev.rastro.bank.server.plans.Caller.Question;
import dev.rastro.bank.server.plans.GeneratedBank.Cast;
import dev.rastro.bank.server.plans.Plans.Plan;
import dev.rastro.engine.postgres.TestDatabase;
import dev.rastro.web.Route;

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

    /** A fifth of a page for each of 10,000 movements. */
    private static final int UNORDERED_MAX = 2_000;

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
        bank = reader(database);
        questions().forEach(it -> BEFORE.put(it.toString(), buffers(cost(it, 1))));
        bank.close();
        Plans.stopExplaining(database);
        try (var second = TestBank.on(database)) {
            GeneratedBank.grow(second, cast);
        }
        bank = reader(database);
    }

    /** By one that did not write the log, and has little of it in memory. */
    private static TestBank reader(TestDatabase database) throws SQLException {
        database.execute("VACUUM ANALYZE");
        Plans.explain(database);
        return TestBank.reading(database, PLANS.watch(database.asWriter()));
    }

    @AfterAll
    static void stop() {
        bank.close();
    }

    /**
     * What may cost more, for a reason that stays the same however long the log is.
     *
     * @param what parts of the question
     * @param growthMax how much more when the log is twice as long
     */
    private record Exemption(List<String> what, int buffersMax, int growthMax, String why) {

        boolean covers(Question question) {
            return what.stream().allMatch(question.toString()::contains);
        }
    }

    private static final List<Exemption> EXEMPTIONS =
            List.of(
                    new Exemption(
                            List.of("stream=", "types="),
                            STRETCH_MAX,
                            GROWTH_MAX,
                            "500 events of the stream are looked through at a time"),
                    new Exemption(
                            List.of("/balance-history"),
                            UNORDERED_MAX,
                            UNORDERED_MAX / 2,
                            "every movement of the time that is asked about is added up"),
                    new Exemption(
                            List.of("/trial-balance"),
                            STRETCH_MAX,
                            STRETCH_MAX,
                            "the movements of an unfinished block of 8,192 positions"));

    private static final Exemption NONE =
            new Exemption(List.of(), BUFFERS_MAX, GROWTH_MAX, "a page reads what it shows");

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

    /**
     * The one debt: of such an account, what was backdated over a moment is added up one by one.
     */
    @TestFactory
    Stream<DynamicTest> days_in_no_order_cost_their_account_and_no_more() {
        return Questions.aboutUnordered(cast)
                .map(it ->
                        DynamicTest.dynamicTest(
                                it.toString(),
                                () ->
                                        assertThat(buffers(cost(it, TIMES)))
                                                .isLessThanOrEqualTo(UNORDERED_MAX)));
    }

    private static void check(Question question) {
        cost(question, TIMES)
                .ifPresent(plan -> {
                    long before = BEFORE.getOrDefault(question.toString(), 0L);
                    var exemption = exemption(question);
                    var plans = plan.sql() + "\n" + plan.tree().toPrettyString();
                    assertThat(plan.buffers())
                            .as("%s, before %d%n%s", question, before, plans)
                            .isLessThanOrEqualTo(exemption.buffersMax())
                            .isLessThanOrEqualTo(before + exemption.growthMax());
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

    private static Exemption exemption(Question question) {
        return EXEMPTIONS.stream().filter(it -> it.covers(question)).findFirst().orElse(NONE);
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
        return Questions.about(cast);
    }
}
