package dev.rastro.bank.cli.process;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/** A client of a bank in another process. */
public final class BankOverHttp {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;

    public BankOverHttp(String url) {
        this.url = url;
    }

    public record Reply(int status, JsonNode body, String position) {

        static Reply of(HttpResponse<String> response) {
            var position = response.headers().firstValue("Ledger-Position").orElse("");
            return new Reply(response.statusCode(), MAPPER.readTree(response.body()), position);
        }

        public String get(String member) {
            return body.path(member).asString();
        }
    }

    public Reply get(String path) throws IOException, InterruptedException {
        return Reply.of(client.send(request(path).GET().build(), BodyHandlers.ofString()));
    }

    public Reply post(String path, String body) throws IOException, InterruptedException {
        return Reply.of(client.send(posting(path, body).build(), BodyHandlers.ofString()));
    }

    public Reply post(String path, String body, String key)
            throws IOException, InterruptedException {
        var request = posting(path, body).header("Idempotency-Key", key).build();
        return Reply.of(client.send(request, BodyHandlers.ofString()));
    }

    public CompletableFuture<Reply> postAsync(String path, String body) {
        return client.sendAsync(posting(path, body).build(), BodyHandlers.ofString())
                .thenApply(Reply::of);
    }

    /** The path of a new account in the bank's own currency. */
    public String openAccount() throws IOException, InterruptedException {
        var opened = post("/api/v1/accounts", "{\"owner_name\": \"Jana\"}");
        if (opened.status() != 201) {
            throw new AssertionError(opened);
        }
        return "/api/v1/accounts/" + opened.get("account_id");
    }

    private HttpRequest.Builder posting(String path, String body) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path));
    }
}
