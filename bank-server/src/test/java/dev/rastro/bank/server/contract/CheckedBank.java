package dev.rastro.bank.server.contract;

import dev.rastro.bank.server.TestBank;
import dev.rastro.bank.server.TestBank.Reply;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A bank whose every answer is held against its document. */
final class CheckedBank implements AutoCloseable {

    private static final String STATE =
            "SELECT position, (SELECT count(*) FROM rastro.receipt) FROM rastro.log_head";

    private final TestBank bank;
    private final Contract contract;
    private final Set<String> seen = new TreeSet<>();
    private final Connection connection;
    private final PreparedStatement state;

    CheckedBank(TestBank bank) {
        this.bank = bank;
        this.contract = new Contract(bank.get("/openapi.yaml").text());
        try {
            this.connection = bank.database().asOwner().getConnection();
            this.state = connection.prepareStatement(STATE);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    TestBank bank() {
        return bank;
    }

    Contract contract() {
        return contract;
    }

    /** Operations, each with a status and media type that it has answered with. */
    Set<String> seen() {
        return seen;
    }

    Reply get(String path, String... headers) {
        return send(with(bank.request(path).GET(), headers));
    }

    Reply post(String path, String body, String... headers) {
        var request = bank.request(path).POST(BodyPublishers.ofString(body));
        return send(with(request.header("Content-Type", "application/json"), headers));
    }

    Reply send(HttpRequest.Builder request) {
        var reply = bank.send(request);
        var answer = Answer.of(reply);
        var violations = contract.violations(answer);
        if (!violations.isEmpty()) {
            throw new AssertionError(answer + " breaks the contract: " + violations);
        }
        contract.document()
                .operation(answer)
                .ifPresent(operation ->
                        seen.add(
                                "%s %d %s"
                                        .formatted(
                                                operation.name(),
                                                answer.status(),
                                                answer.mediaType())));
        return reply;
    }

    private static HttpRequest.Builder with(HttpRequest.Builder request, String... headers) {
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    /** Every success that the document promises, as {@link #seen} would name it. */
    Set<String> promisedSuccesses() {
        var promised = new TreeSet<String>();
        for (var operation : contract.document().operations()) {
            for (var response : operation.node().get("responses").properties()) {
                if (response.getKey().startsWith("2")) {
                    response.getValue()
                            .get("content")
                            .propertyNames()
                            .forEach(type ->
                                    promised.add(
                                            "%s %s %s"
                                                    .formatted(
                                                            operation.name(),
                                                            response.getKey(),
                                                            type)));
                }
            }
        }
        return promised;
    }

    /** What must not change when a request is refused: the log, and what is remembered by key. */
    List<Long> state() {
        try (var rows = state.executeQuery()) {
            rows.next();
            return List.of(rows.getLong(1), rows.getLong(2));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A member of the body of an answer that must have this status. */
    static String member(Reply reply, int status, String name) {
        if (reply.status() != status) {
            throw new AssertionError(reply);
        }
        return reply.get(name);
    }

    @Override
    public void close() {
        bank.close();
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
