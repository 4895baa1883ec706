package dev.rastro.bank.server.plans;

import dev.rastro.bank.server.plans.Caller.Question;
import dev.rastro.bank.server.plans.GeneratedBank.Cast;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is asked of a generated bank: every route, and what is rare and what is common by each. */
final class Questions {

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
                    "/api/v1/accounts/{account_id}?as_of=2024-06-01",
                    "/api/v1/accounts/{account_id}?known_at=9000",
                    "/api/v1/accounts/{account_id}?at_version=2000",
                    "/api/v1/accounts/{account_id}/events?limit=20",
                    "/api/v1/accounts/{account_id}/transactions?limit=20",
                    "/api/v1/accounts/{account_id}/transactions?axis=recorded&limit=20",
                    "/api/v1/accounts/{account_id}/transactions?from=2024-12-01&limit=20",
                    "/api/v1/accounts/{account_id}/transactions?known_at=9000&limit=20",
                    "/api/v1/accounts/{account_id}/explain?limit=20",
                    "/api/v1/accounts/{account_id}/explain?as_of=2024-06-01&limit=20",
                    "/api/v1/accounts/{account_id}/balance-history",
                    "/api/v1/accounts/{account_id}/balance-history?from=2024-12-01&to=2024-12-31",
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
                    "/api/v1/reports/trial-balance?as_of=2024-06-01",
                    "/api/v1/reports/trial-balance?known_at=9000",
                    "/api/v1/reports/trial-balance?as_of=2024-06-01&known_at=9000",
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

    private static final List<String> OF_ACCOUNT =
            QUERIES.stream()
                    .filter(it -> it.startsWith("/api/v1/accounts/{account_id}"))
                    .filter(it -> !it.contains("/events"))
                    .toList();

    private Questions() {}

    static Stream<Question> about(Cast cast) {
        return QUERIES.stream().map(it -> question(it, cast, cast.account()));
    }

    static Stream<Question> aboutUnordered(Cast cast) {
        return OF_ACCOUNT.stream().map(it -> question(it, cast, cast.unordered()));
    }

    private static Question question(String text, Cast cast, String account) {
        boolean live = text.startsWith("SSE ");
        var parts = text.substring(live ? 4 : 0).split("\\?", 2);
        var who =
                Map.of(
                        "account_id",
                        account,
                        "customer_id",
                        cast.customer(),
                        "standing_order_id",
                        cast.standingOrder(),
                        "name",
                        "accounts");
        var query = parts.length == 1 ? "" : parts[1];
        for (var name : who.entrySet()) {
            query = query.replace("{%s}".formatted(name.getKey()), name.getValue());
        }
        return new Question(parts[0], who, query, live ? "text/event-stream" : "application/json");
    }
}
