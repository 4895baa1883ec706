package dev.rastro.bank.server.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rastro.bank.server.contract.Ledger.Command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is wrong for every command alike. */
final class CommandRows {

    private static final String MALFORMED = "400 malformed_json";
    private static final String WRONG_TYPE = "415 unsupported_media_type";
    private static final int BODY_SIZE_MAX = 64 * 1024;

    private final List<WrongRequest> rows = new ArrayList<>();

    private CommandRows() {}

    static List<WrongRequest> of(Ledger ledger) {
        var table = new CommandRows();
        for (var command : ledger.commands()) {
            table.addBrokenBodies(command);
            table.addMembers(command);
            table.addLargeBodies(command);
            table.addMediaTypes(command);
            table.addKeys(command);
            table.addVersions(command);
            table.addRest(command);
        }
        return table.rows;
    }

    private void add(String what, WrongRequest row) {
        rows.add(row.as(what));
    }

    private void addBrokenBodies(Command command) {
        if (command.required() > 0) {
            add("an empty body", WrongRequest.post(command.path(), "", MALFORMED));
        }
        var body = command.body();
        for (var broken :
                List.of(
                        " ",
                        "{",
                        "nonsense",
                        "{\"a\"}",
                        "{'a': 1}",
                        "{\"a\": 01}",
                        "{\"a\": NaN}",
                        "{\"a\": 1e99999999999}",
                        "{\"a\": \"\\ud800\"}",
                        "{\"a\": \"\\u0000\"}",
                        "{\"\\udfff\": 1}",
                        "{\"a\": \"\t\"}",
                        "{\"a\": 1, \"a\": 1}",
                        "\uFEFF" + body,
                        body + "}",
                        body + body,
                        body + " x",
                        body.replace("}", ",}"),
                        "/**/" + body,
                        "{\"a\": " + "9".repeat(2000) + "}")) {
            add(head(broken), WrongRequest.post(command.path(), broken, MALFORMED));
        }
        for (var nesting : List.of("[", "{\"a\":")) {
            var deep = nesting.repeat(10_000);
            add("10,000 levels of " + nesting, WrongRequest.post(command.path(), deep, MALFORMED));
        }
        add(
                "invalid UTF-8",
                WrongRequest.post(command.path(), latin1("{\"a\": \"é\"}"), MALFORMED));
        for (var root : List.of("[]", "[" + body + "]", "1", "\"a\"", "null", "true")) {
            var expected = "400 invalid_request wrong_type";
            add(head(root), WrongRequest.post(command.path(), root, expected));
        }
    }

    private void addMembers(Command command) {
        var unknown = command.bodyWith("\"amuont\": \"1.00\"");
        add(
                "unknown",
                WrongRequest.post(command.path(), unknown, "400 invalid_request unknown_field"));
        var other = command.bodyWith("\"\": null");
        add(
                "no name",
                WrongRequest.post(command.path(), other, "400 invalid_request unknown_field"));
        for (var member : command.members()) {
            add("twice", WrongRequest.post(command.path(), command.bodyWith(member), MALFORMED));
        }
        for (int i = 0; i < command.required(); i++) {
            var less = new ArrayList<>(command.members());
            var name = less.remove(i).split(":", 2)[0];
            var body = "{%s}".formatted(String.join(", ", less));
            var missing = "400 invalid_request missing_field";
            add("without " + name, WrongRequest.post(command.path(), body, missing));
            var nothing = command.bodyWith(name.replace("\"", ""), "null");
            add(name + " null", WrongRequest.post(command.path(), nothing, missing));
        }
    }

    private void addLargeBodies(Command command) {
        for (int size : List.of(BODY_SIZE_MAX + 1, 2 * 1024 * 1024)) {
            var large = Arrays.copyOf(command.body().getBytes(UTF_8), size);
            Arrays.fill(large, command.body().length(), size, (byte) ' ');
            var row = WrongRequest.post(command.path(), large, "413 payload_too_large");
            add(size + " bytes", row);
            add(size + " bytes in chunks", row.chunked(large));
        }
    }

    private void addMediaTypes(Command command) {
        var row = WrongRequest.post(command.path(), command.bodyWith("\"x\": 1"), WRONG_TYPE);
        add("no type", row.noHeaders());
        for (var type :
                List.of(
                        "text/plain",
                        "application/x-www-form-urlencoded",
                        "application/jsonp",
                        "application/problem+json",
                        "application/json; charset=iso-8859-1",
                        "application/json; charset=utf-16",
                        "application/json, text/plain",
                        "json")) {
            add(type, row.noHeaders().header("Content-Type", type));
        }
        add("two types", row.header("Content-Type", "application/json"));
        add("compressed", row.header("Content-Encoding", "gzip"));
        var accepted = WrongRequest.post(command.path(), command.body(), "406 not_acceptable");
        add("accepts HTML", accepted.header("Accept", "text/html"));
        add("accepts no JSON", accepted.header("Accept", "application/json;q=0"));
    }

    private void addKeys(Command command) {
        var row = WrongRequest.post(command.path(), command.body(), "400 invalid_idempotency_key");
        for (var key : List.of("", "a b", "a\tb", "k".repeat(256))) {
            add("key '%s'".formatted(head(key)), row.header("Idempotency-Key", key));
        }
        add("two keys", row.header("Idempotency-Key", "a").header("Idempotency-Key", "a"));
        // With a description, because the key belongs to a deposit that is otherwise the same.
        var other = command.path().endsWith("/deposit") ? "\"description\": \"x\"" : "";
        var body = other.isEmpty() ? command.body() : command.bodyWith(other);
        add(
                "a key of another request",
                WrongRequest.post(command.path(), body, "422 idempotency_key_reused")
                        .header("Idempotency-Key", Ledger.USED_KEY));
    }

    private void addVersions(Command command) {
        var row = WrongRequest.post(command.path(), command.body(), "400 invalid_if_match");
        for (var tag :
                List.of(
                        "",
                        "1",
                        "*",
                        "\"\"",
                        "W/\"1\"",
                        "\"01\"",
                        "\"-1\"",
                        "\"x\"",
                        "\"1\", \"2\"",
                        "\"9999999999999999999\"",
                        "'1'")) {
            add("If-Match " + tag, row.header("If-Match", tag));
        }
        add("two If-Match", row.header("If-Match", "\"1\"").header("If-Match", "\"2\""));
        for (var stale : List.of("\"77\"", "\"999999999999999999\"")) {
            add(
                    "stale " + stale,
                    WrongRequest.post(command.path(), command.body(), "412 version_mismatch")
                            .header("If-Match", stale));
        }
    }

    private void addRest(Command command) {
        var unknown = "400 unknown_parameter";
        for (var query : List.of("?dry_run=true", "?amount=1", "?=", "?a&a")) {
            add(query, WrongRequest.post(command.path() + query, command.body(), unknown));
        }
        var invalid =
                WrongRequest.post(command.path() + "?a=%ff", command.body(), "400 bad_request");
        add("bad escape", invalid);
        for (var method : List.of("PUT", "PATCH", "DELETE", "OPTIONS", "FOO")) {
            add(
                    "",
                    WrongRequest.post(command.path(), command.body(), "405 method_not_allowed")
                            .method(method));
        }
        addForeignPages(command);
        var slash = WrongRequest.post(command.path() + "/", command.body(), "404 not_found");
        add("a slash at the end", slash);
        if (command.isAboutSomething()) {
            add("GET", WrongRequest.get(command.path(), "405 method_not_allowed"));
            addIds(command);
        }
    }

    private void addForeignPages(Command command) {
        var row = WrongRequest.post(command.path(), command.body(), "403 cross_site_write");
        add("another site", row.header("Sec-Fetch-Site", "cross-site"));
        add("a neighbour", row.header("Sec-Fetch-Site", "same-site"));
        add("another origin", row.header("Origin", "https://evil.example"));
        add("no origin", row.header("Origin", "null"));
    }

    private void addIds(Command command) {
        var code = "404 %s_not_found".formatted(command.thing());
        var parts = command.path().split("/");
        for (var id :
                List.of(
                        "unknown",
                        "00000000-0000-0000-0000-000000000000",
                        "%20",
                        "a%2Fb",
                        "..%2F..",
                        "%C3%A9",
                        "%F0%9F%98%80",
                        "'%20OR%201=1--",
                        "%25",
                        "+",
                        "x".repeat(101),
                        "x".repeat(201),
                        "x".repeat(3000))) {
            parts[4] = id;
            add("id", WrongRequest.post(String.join("/", parts), command.body(), code));
        }
    }

    private static byte[] latin1(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static String head(String text) {
        return text.length() < 60 ? text : text.substring(0, 57) + "...";
    }
}
