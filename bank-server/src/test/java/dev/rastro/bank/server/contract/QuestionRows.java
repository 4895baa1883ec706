package dev.rastro.bank.server.contract;

import static dev.rastro.bank.server.contract.Ledger.ACCOUNTS;
import static dev.rastro.bank.server.contract.Ledger.CUSTOMERS;
import static dev.rastro.bank.server.contract.Ledger.ORDERS;

import java.util.ArrayList;
import java.util.List;

/** Wrong questions. */
final class QuestionRows {

    private static final String INVALID = "400 invalid_parameter";
    private static final String CURSOR = "400 invalid_cursor";

    private final List<WrongRequest> rows = new ArrayList<>();

    private QuestionRows() {}

    static List<WrongRequest> of(Ledger ledger, CheckedBank bank) {
        var table = new QuestionRows();
        var account = ACCOUNTS + ledger.account();
        var customer = CUSTOMERS + ledger.customer();
        var models =
                List.of(
                        "/api/v1/accounts",
                        "/api/v1/customers",
                        account + "/transactions",
                        "/api/v1/analytics/daily",
                        "/api/v1/analytics/summary",
                        "/api/v1/audit",
                        account,
                        customer,
                        "/api/v1/standing-orders",
                        ORDERS + ledger.order());
        models.forEach(table::addPositions);
        var lists =
                List.of(
                        "/api/v1/accounts",
                        "/api/v1/customers",
                        account + "/transactions",
                        "/api/v1/analytics/daily",
                        "/api/v1/audit",
                        account + "/events",
                        customer + "/events",
                        "/api/v1/standing-orders",
                        ORDERS + ledger.order() + "/events");
        lists.forEach(table::addPages);
        table.addCursors(
                bank.get(account + "/transactions?limit=2").get("next_cursor"), account, lists);
        table.addFilters(account);
        table.addHistory(account);
        table.addReports();
        table.addProjections();
        table.addCommands();
        table.addIds();
        table.addPaths(ledger);
        return table.rows;
    }

    private void add(String path, String expected) {
        rows.add(WrongRequest.get(path, expected));
    }

    private void addAll(String path, List<String> values, String expected) {
        values.forEach(value -> add(path + value, expected));
    }

    private void addPositions(String path) {
        var wrong = List.of("-1", "abc", "1.5", "", "+1", "01", "1e3", "9".repeat(19), "%20");
        addAll(path + "?min_position=", wrong, INVALID);
        add(path + "?min_position=1&min_position=1", INVALID);
        add(path + "?min_position=999999999999999999", "400 position_ahead_of_log");
        for (var value : List.of("-1", "abc", "", "9".repeat(19))) {
            rows.add(WrongRequest.get(path, INVALID).header("Ledger-Position", value));
        }
        rows.add(
                WrongRequest.get(path, INVALID)
                        .header("Ledger-Position", "1")
                        .header("Ledger-Position", "1"));
        add(path + "?as_off=2026-01-01", "400 unknown_parameter");
        rows.add(WrongRequest.get(path, "406 not_acceptable").header("Accept", "text/html"));
    }

    private void addPages(String path) {
        var limits = List.of("0", "1001", "-1", "abc", "", "1.0", "9".repeat(20), "010", "%201");
        addAll(path + "?limit=", limits, INVALID);
        add(path + "?limit=1&limit=1", INVALID);
        addAll(
                path + "?cursor=",
                List.of("", "x", "%20", "AAAAAAAAAAAAAAAAAAAA", "=", "%C3%A9"),
                CURSOR);
        add(path + "?cursor=" + "A".repeat(5000), CURSOR);
        add(path + "?Limit=1", "400 unknown_parameter");
        add(path + "?page=1", "400 unknown_parameter");
        add(path + "?limit=%ff", "400 bad_request");
        add(path + "?limit=%00", "400 bad_request");
    }

    private void addHistory(String account) {
        var report = "/api/v1/reports/trial-balance";
        var days = List.of("2026-02-30", "20260101", "today", "");
        for (var path : List.of(account, account + "/explain", report)) {
            addAll(path + "?as_of=", days, INVALID);
            addAll(
                    path + "?known_at=",
                    List.of("yesterday", "-1", "2999-01-01T00:00:00Z"),
                    INVALID);
        }
        add(account + "?at_version=1&as_of=2026-01-01", INVALID);
        add(account + "/balance-history?interval=hour", INVALID);
        add(account + "/balance-history?from=1900-01-01&to=2026-01-01", INVALID);
        addAll("/api/v1/events?after=", List.of("-1", "x", ""), INVALID);
        add("/api/v1/events?since=1", "400 unknown_parameter");
        rows.add(
                WrongRequest.get(account + "/stream", "406 not_acceptable")
                        .header("Accept", "text/csv"));
        add(ACCOUNTS + "none/stream", "404 account_not_found");
        add(account + "/stream?after=1", "400 unknown_parameter");
    }

    private void addReports() {
        var daily = "/api/v1/analytics/daily?";
        var summary = "/api/v1/analytics/summary?";
        var audit = "/api/v1/audit?";
        var days = List.of("2026-02-30", "20260101", "today", "", "0000-01-01", "2026-1-1");
        for (var name : List.of("from=", "to=")) {
            addAll(daily + name, days, INVALID);
            addAll(daily + name, List.of("2026-01-01T00:00:00Z"), INVALID);
            addAll(audit + name, days, INVALID);
            addAll(audit + name, List.of("2026-01-01T00:00:00", "2026-02-30T00:00:00Z"), INVALID);
        }
        add(daily + "from=2026-01-02&to=2026-01-01", INVALID);
        add(audit + "from=2026-01-02&to=2026-01-01", INVALID);
        add(audit + "from=2026-01-01T00:00:01Z&to=2026-01-01T00:00:00Z", INVALID);
        var currencies = List.of("usd", "ZZQ", "", "US", "EUR,USD");
        addAll(daily + "currency=", currencies, INVALID);
        addAll(summary + "currency=", currencies, INVALID);
        add(summary + "from=2026-01-01", "400 unknown_parameter");
        add(daily + "as_of=2026-01-01", "400 unknown_parameter");
        addAll(audit + "stream=", List.of("", "account", "-1", "account-", "%20"), INVALID);
        addAll(audit + "correlation=", List.of("", "1", "1-1-1-1-1", "x".repeat(36)), INVALID);
        addAll(audit + "before=", List.of("", "-1", "1.5", "x", "9".repeat(20)), INVALID);
        for (var name : List.of("actor=", "type=", "category=")) {
            addAll(audit + name, List.of("", "x".repeat(1001), "a&" + name + "b"), INVALID);
        }
        add(audit + "currency=USD", "400 unknown_parameter");
    }

    private void addProjections() {
        var projections = "/api/v1/admin/projections";
        add(projections + "?q=x", "400 unknown_parameter");
        add(projections + "/none", "404 projection_not_found");
        for (var verb : List.of("rebuild", "pause", "resume", "retry-parked", "drop-retired")) {
            var path = projections + "/accounts/" + verb;
            rows.add(WrongRequest.post(path, "{\"x\": 1}", "400 invalid_request"));
            rows.add(WrongRequest.post(path, "{", "400 malformed_json"));
            rows.add(
                    WrongRequest.post(
                            projections + "/none/" + verb, "", "404 projection_not_found"));
        }
        add("/api/v1/admin/store?q=x", "400 unknown_parameter");
        addDemo("/api/v1/admin/demo");
        addSkips(projections);
        rows.add(
                WrongRequest.post(
                        projections + "/accounts/rebuild",
                        "{\"compare\": \"yes\"}",
                        "400 invalid_request"));
    }

    private void addDemo(String demo) {
        add(demo + "?q=x", "400 unknown_parameter");
        rows.add(WrongRequest.post(demo, "", "409 bank_not_empty"));
        rows.add(WrongRequest.post(demo + "?seed=1", "", "400 unknown_parameter"));
        rows.add(WrongRequest.post(demo, "{\"seed\": 1}", "400 invalid_request"));
        rows.add(WrongRequest.post(demo, "{", "400 malformed_json"));
    }

    private void addSkips(String projections) {
        var skip = projections + "/accounts/skip-parked";
        var body = "{\"stream\": \"account-1\", \"version\": %s, \"reason\": \"x\"}";
        var fits = body.formatted("1");
        rows.add(WrongRequest.post(skip, fits, "409 stream_not_parked"));
        rows.add(WrongRequest.post(skip + "?x=1", fits, "400 unknown_parameter"));
        rows.add(
                WrongRequest.post(
                        projections + "/none/skip-parked", fits, "404 projection_not_found"));
        rows.add(WrongRequest.post(skip, "", "400 malformed_json"));
        rows.add(WrongRequest.post(skip, "{}", "400 invalid_request missing_field"));
        for (var version : List.of("0", "-1", "1.5", "\"1\"", "9223372036854775808", "[]")) {
            var expected = "400 invalid_request wrong_type";
            rows.add(WrongRequest.post(skip, body.formatted(version), expected));
        }
    }

    private void addCursors(String cursor, String account, List<String> lists) {
        var path = account + "/transactions?cursor=";
        for (var list : lists) {
            if (!list.endsWith("/transactions")) {
                add(list + "?cursor=" + cursor, CURSOR);
            }
        }
        add(path + cursor + "A", CURSOR);
        add(path + cursor + "%3D", CURSOR);
        add(path + "A" + cursor, CURSOR);
        add(path + cursor.substring(1), CURSOR);
        for (int i = 0; i < cursor.length(); i++) {
            var other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            add(path + cursor.substring(0, i) + other + cursor.substring(i + 1), CURSOR);
        }
        add(path + cursor + "&axis=recorded", CURSOR);
        add(path + cursor + "&from=2020-01-01", CURSOR);
        add(path + cursor + "&cursor=" + cursor, INVALID);
    }

    private void addFilters(String account) {
        var accounts = "/api/v1/accounts?";
        var customers = "/api/v1/customers?";
        addAll(accounts + "status=", List.of("OPEN", "active", "", "open,closed"), INVALID);
        addAll(customers + "status=", List.of("ACTIVE", "open", ""), INVALID);
        addAll(accounts + "currency=", List.of("usd", "ZZQ", "", "US", "EUR,USD"), INVALID);
        var long1001 = "x".repeat(1001);
        for (var name : List.of("customer_id=", "external_id=", "q=")) {
            addAll(accounts + name, List.of("", long1001, "a&" + name + "b"), INVALID);
        }
        for (var name : List.of("city=", "external_id=", "q=")) {
            addAll(customers + name, List.of("", long1001, "a&" + name + "b"), INVALID);
        }
        var orders = "/api/v1/standing-orders?";
        addAll(orders + "status=", List.of("ACTIVE", "open", "", "active,completed"), INVALID);
        addAll(orders + "account_id=", List.of("", long1001, "a&account_id=b"), INVALID);
        add(orders + "currency=USD", "400 unknown_parameter");
        add(accounts + "city=Brno", "400 unknown_parameter");
        add(customers + "currency=USD", "400 unknown_parameter");
        var transactions = account + "/transactions?";
        var dates =
                List.of("2026-02-30", "20260101", "today", "", "0000-01-01", "2026-01-01T00:00Z");
        addAll(transactions + "from=", dates, INVALID);
        addAll(transactions + "to=", dates, INVALID);
        addAll(transactions + "axis=", List.of("both", "EFFECTIVE", ""), INVALID);
        add(account + "/events?min_position=1", "400 unknown_parameter");
        for (var type : List.of("text/html", "application/pdf", "text/csv;q=0")) {
            rows.add(
                    WrongRequest.get(account + "/transactions", "406 not_acceptable")
                            .header("Accept", type));
        }
    }

    private void addCommands() {
        var path = "/api/v1/commands";
        add(path, INVALID);
        add(path + "?idempotency_key=", INVALID);
        add(path + "?idempotency_key=a&idempotency_key=a", INVALID);
        add(path + "?idempotency_key=" + "k".repeat(1001), INVALID);
        addAll(
                path + "?idempotency_key=",
                List.of("a%20b", "%C3%A9", "k".repeat(256), "%07"),
                "400 invalid_idempotency_key");
        add(path + "?idempotency_key=unknown", "404 command_not_found");
        add(path + "?key=a", "400 unknown_parameter");
        rows.add(
                WrongRequest.get(path + "?idempotency_key=a", "406 not_acceptable")
                        .header("Accept", "image/png"));
    }

    private void addIds() {
        for (var id :
                List.of(
                        "unknown",
                        "00000000-0000-0000-0000-000000000000",
                        "%20",
                        "a%2Fb",
                        "..%2F..%2Fetc",
                        "%F0%9F%98%80",
                        "%EF%BF%BF",
                        "'%3B%20DROP%20TABLE",
                        "%25",
                        "x".repeat(101),
                        "x".repeat(201),
                        "x".repeat(5000))) {
            for (var tail : List.of("", "/events", "/transactions")) {
                add(ACCOUNTS + id + tail, "404 account_not_found");
            }
            for (var tail : List.of("", "/events")) {
                add(ORDERS + id + tail, "404 standing_order_not_found");
                add(CUSTOMERS + id + tail, "404 customer_not_found");
            }
        }
        for (var id : List.of("%00", "%ff", "%ED%A0%80", "%C0%AF")) {
            add(ACCOUNTS + id, "400 bad_request");
            add(CUSTOMERS + id + "/events", "400 bad_request");
        }
    }

    private void addPaths(Ledger ledger) {
        addAll(
                "",
                List.of(
                        "/none",
                        "/api",
                        "/api/v1",
                        "/api/v1/",
                        "/api/v2/accounts",
                        "/api/v1/account",
                        "/API/V1/ACCOUNTS",
                        "/api/v1/accounts/",
                        "/api/v1//accounts",
                        "/health",
                        "/openapi.json",
                        "/problems/not_found",
                        ACCOUNTS + ledger.account() + "/",
                        ACCOUNTS + ledger.account() + "/nothing",
                        CUSTOMERS + ledger.customer() + "/transactions"),
                "404 not_found");
        for (var path :
                List.of("/health/live", "/health/ready", "/openapi.yaml", "/api/v1/commands")) {
            for (var method : List.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS")) {
                rows.add(WrongRequest.get(path, "405 method_not_allowed").method(method));
            }
            rows.add(WrongRequest.get(path, "406 not_acceptable").header("Accept", "image/png"));
        }
        var headers = WrongRequest.get("/health/live", "431 headers_too_large");
        rows.add(headers.header("X-Much", "x".repeat(20_000)));
    }
}
