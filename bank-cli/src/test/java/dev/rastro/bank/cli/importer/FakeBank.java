package dev.rastro.bank.cli.importer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The bank's surface as far as an import needs it, with remembered idempotency keys and troubles to
 * order. One request at a time, so that tests may look inside without races.
 */
final class FakeBank implements AutoCloseable {

    /** What happens to the next request instead of a good answer. */
    sealed interface Trouble {
        /** Nothing is done, and the answer says so. */
        record Status(int status, @Nullable String retryAfter, String code) implements Trouble {}

        /** The command is done, but the caller never hears of it. */
        record LostAnswer() implements Trouble {}
    }

    record Request(String method, String path, String key, JsonNode body) {}

    private record Answer(int status, ObjectNode body) {}

    private record Remembered(String fingerprint, Answer answer) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, ObjectNode> customers = new LinkedHashMap<>();
    private final Map<String, ObjectNode> accounts = new LinkedHashMap<>();
    private final Map<String, List<ObjectNode>> events = new LinkedHashMap<>();
    private final Map<String, BigDecimal> balances = new LinkedHashMap<>();
    private final Map<String, Remembered> remembered = new LinkedHashMap<>();
    private final Map<String, Deque<Trouble>> troubles = new LinkedHashMap<>();
    private final List<Request> requests = new ArrayList<>();
    private Consumer<Request> onRequest = request -> {};
    private int booked;
    private BigDecimal error = BigDecimal.ZERO;

    FakeBank() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/api/v1/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The next requests under this key meet these troubles, in order. */
    synchronized void failWith(String key, Trouble... inOrder) {
        troubles.put(key, new ArrayDeque<>(List.of(inOrder)));
    }

    synchronized void onRequest(Consumer<Request> listener) {
        onRequest = listener;
    }

    /** From now on every balance is told wrong by this much. */
    synchronized void misreport(String amount) {
        error = new BigDecimal(amount);
    }

    synchronized String registerByHand(String externalId, String city) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("external_id", externalId);
        body.put("name", "Customer " + externalId).putObject("address").put("city", city);
        return create(customers, "customer", body);
    }

    synchronized String openByHand(
            String externalId, String customerId, String currency, String overdraftLimit) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("external_id", externalId);
        body.put("customer_id", customerId).put("owner_name", "Jana");
        body.put("currency", currency).put("overdraft_limit", overdraftLimit);
        return create(accounts, "account", body);
    }

    synchronized void close(String accountId) {
        accounts.computeIfPresent(accountId, (id, account) -> account.put("status", "closed"));
    }

    synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    synchronized List<Request> requests(String key) {
        return requests.stream().filter(request -> request.key().equals(key)).toList();
    }

    synchronized int booked() {
        return booked;
    }

    synchronized List<ObjectNode> accounts() {
        return List.copyOf(accounts.values());
    }

    private synchronized void handle(HttpExchange exchange) {
        try (exchange) {
            byte[] bytes = exchange.getRequestBody().readAllBytes();
            String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            var request =
                    new Request(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toString().substring("/api/v1".length()),
                            key == null ? "" : key,
                            JsonMapper.shared().readTree(bytes));
            requests.add(request);
            onRequest.accept(request);
            answer(exchange, request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange, Request request) throws IOException {
        Trouble trouble = troubles.getOrDefault(request.key(), new ArrayDeque<>()).poll();
        switch (trouble) {
            case null -> send(exchange, execute(exchange, request));
            case Trouble.LostAnswer() -> execute(exchange, request);
            case Trouble.Status(int status, String retryAfter, String code) -> {
                if (retryAfter != null) {
                    exchange.getResponseHeaders().set("Retry-After", retryAfter);
                }
                send(exchange, problem(status, code));
            }
        }
    }

    private Answer execute(HttpExchange exchange, Request request) {
        if (request.method().equals("GET")) {
            return list(request);
        }
        Remembered before = remembered.get(request.key());
        String fingerprint = request.path() + request.body();
        if (before == null) {
            Answer answer = command(request);
            remembered.put(request.key(), new Remembered(fingerprint, answer));
            return answer;
        }
        if (!before.fingerprint().equals(fingerprint)) {
            return problem(422, "idempotency_key_reused");
        }
        exchange.getResponseHeaders().set("Idempotency-Replayed", "true");
        return before.answer();
    }

    private Answer command(Request request) {
        return switch (request.path()) {
            case "/customers" -> register(request);
            case "/accounts" -> open(request);
            default -> move(request);
        };
    }

    private Answer register(Request request) {
        if (isTaken(customers, request)) {
            return problem(409, "external_id_taken");
        }
        return created("customer_id", create(customers, "customer", (ObjectNode) request.body()));
    }

    private Answer open(Request request) {
        if (isTaken(accounts, request)) {
            return problem(409, "external_id_taken");
        }
        if (!customers.containsKey(request.body().path("customer_id").asString())) {
            return problem(404, "customer_not_found");
        }
        return created("account_id", create(accounts, "account", (ObjectNode) request.body()));
    }

    private static boolean isTaken(Map<String, ObjectNode> things, Request request) {
        return things.values().stream()
                .anyMatch(thing ->
                        thing.get("external_id").equals(request.body().get("external_id")));
    }

    private String create(Map<String, ObjectNode> things, String kind, ObjectNode body) {
        String id = kind + "-" + (things.size() + 1);
        things.put(id, body.deepCopy().put(kind + "_id", id));
        happened(id, "Created", body);
        return id;
    }

    private Answer move(Request request) {
        String[] path = request.path().split("/", -1);
        ObjectNode account = accounts.get(path[2]);
        if (account == null) {
            return problem(404, "account_not_found");
        }
        var amount = new BigDecimal(request.body().path("amount").asString());
        BigDecimal change = path[3].equals("deposit") ? amount : amount.negate();
        BigDecimal balance = balances.getOrDefault(path[2], BigDecimal.ZERO).add(change);
        var limit = new BigDecimal(account.path("overdraft_limit").asString());
        if (balance.add(limit).signum() < 0) {
            return problem(422, "insufficient_funds");
        }
        balances.put(path[2], balance);
        booked++;
        ObjectNode data = ((ObjectNode) request.body()).deepCopy();
        data.putObject("amount").put("amount", request.body().path("amount").asString());
        var event =
                happened(
                        path[2],
                        path[3].equals("deposit") ? "MoneyDeposited" : "MoneyWithdrawn",
                        data);
        // Also as a line of the account's transactions.
        event.put("balance_after", balance.add(error).toPlainString());
        return created("balance", balance.add(error).toPlainString());
    }

    private Answer list(Request request) {
        String[] parts = request.path().split("\\?", -1);
        String value = parts[1].substring(parts[1].indexOf('=') + 1);
        String asked = URLDecoder.decode(value, StandardCharsets.UTF_8);
        if (parts[0].equals("/commands")) {
            Remembered before = remembered.get(asked);
            return before == null
                    ? problem(404, "command_not_found")
                    : new Answer(
                            200,
                            JsonNodeFactory.instance
                                    .objectNode()
                                    .put("status", before.answer().status()));
        }
        if (parts[0].endsWith("/events") || parts[0].endsWith("/transactions")) {
            return items(events.getOrDefault(parts[0].split("/", -1)[2], List.of()).stream());
        }
        var things = parts[0].equals("/customers") ? customers : accounts;
        return items(
                things.values().stream()
                        .filter(thing ->
                                parts[1].startsWith("limit=")
                                        || thing.path("external_id").asString().equals(asked)));
    }

    private static Answer items(Stream<ObjectNode> found) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        var items = body.putArray("items");
        found.forEach(items::add);
        return new Answer(200, body);
    }

    private ObjectNode happened(String id, String type, ObjectNode data) {
        var all = events.computeIfAbsent(id, unseen -> new ArrayList<>());
        var event = JsonNodeFactory.instance.objectNode().put("type", type);
        event.put("version", all.size() + 1).set("data", data);
        all.add(event);
        return event;
    }

    private static Answer created(String field, String value) {
        return new Answer(201, JsonNodeFactory.instance.objectNode().put(field, value));
    }

    private static Answer problem(int status, String code) {
        return new Answer(status, JsonNodeFactory.instance.objectNode().put("code", code));
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] bytes = JsonMapper.shared().writeValueAsBytes(answer.body());
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
