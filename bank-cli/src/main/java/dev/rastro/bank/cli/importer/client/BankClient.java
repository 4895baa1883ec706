package dev.rastro.bank.cli.importer.client;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The bank's REST surface as seen from outside. What may be transient is tried again under the same
 * idempotency key, so that a lost answer is asked for again instead of being guessed.
 */
public final class BankClient implements AutoCloseable {
    /** The bank gave no usable answer for as long as we may wait, or the import was stopped. */
    public static final class UnavailableException extends RuntimeException {
        UnavailableException(String reason) {
            super(reason);
        }
    }

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);
    private static final Set<Integer> TRANSIENT = Set.of(429, 502, 503, 504);
    private static final int STILL_RUNNING = 409;
    private static final long NOTICE_EVERY_NANOS = Duration.ofSeconds(5).toNanos();

    private final ObjectMapper json = JsonMapper.shared();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_TIMEOUT)
                    .executor(threads)
                    .build();
    private final String prefix;
    private final Patience patience;
    private final Consumer<String> notice;
    private final AtomicLong nextNotice = new AtomicLong(System.nanoTime());

    public BankClient(URI bank, Patience patience, Consumer<String> notice) {
        this.prefix = bank.toString().replaceAll("/+$", "") + "/api/v1";
        this.patience = patience;
        this.notice = notice;
    }

    public BankAnswer post(String path, String idempotencyKey, ObjectNode body) {
        return exchange(
                request(path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", idempotencyKey)
                        .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
                        .build());
    }

    public BankAnswer get(String path) {
        return exchange(request(path).GET().build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(prefix + path))
                .timeout(ANSWER_TIMEOUT)
                .header("Accept", "application/json, application/problem+json");
    }

    private BankAnswer exchange(HttpRequest request) {
        Patience.@Nullable Trial trial = null;
        while (true) {
            Attempt attempt = attempt(request);
            if (attempt.answer().isPresent()) {
                return attempt.answer().get();
            }
            if (trial == null) {
                trial = patience.begin();
            }
            reportNowAndThen(attempt.error());
            if (!trial.waitAtLeast(attempt.retryAfter())) {
                throw new UnavailableException(attempt.error());
            }
        }
    }

    /** An answer to go on with, or the error and how long the bank asks us to wait. */
    private record Attempt(Optional<BankAnswer> answer, String error, Duration retryAfter) {}

    private Attempt attempt(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            if (isTransient(response)) {
                return failed("HTTP " + response.statusCode(), retryAfter(response));
            }
            return new Attempt(Optional.of(answer(response)), "", Duration.ZERO);
        } catch (IOException e) {
            return failed(describe(e), Duration.ZERO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted");
        }
    }

    private static Attempt failed(String error, Duration retryAfter) {
        return new Attempt(Optional.empty(), error, retryAfter);
    }

    // A conflict that names a time to come back is a command that another connection still runs.
    private static boolean isTransient(HttpResponse<?> response) {
        return TRANSIENT.contains(response.statusCode())
                || (response.statusCode() == STILL_RUNNING
                        && response.headers().firstValue("Retry-After").isPresent());
    }

    private static Duration retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("[0-9]{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(Duration.ZERO);
    }

    private static String describe(IOException e) {
        if (e instanceof ConnectException) {
            return "cannot connect";
        }
        String kind = e.getClass().getSimpleName();
        return e.getMessage() == null ? kind : kind + ": " + e.getMessage();
    }

    private BankAnswer answer(HttpResponse<byte[]> response) {
        boolean replayed =
                response.headers().firstValue("Idempotency-Replayed").orElse("").equals("true");
        return new BankAnswer(response.statusCode(), body(response.body()), replayed);
    }

    private JsonNode body(byte[] bytes) {
        try {
            return json.readTree(bytes);
        } catch (JacksonException e) {
            // Not our bank, or something between us: the status says what there is to say.
            return JsonNodeFactory.instance.objectNode();
        }
    }

    private void reportNowAndThen(String error) {
        long now = System.nanoTime();
        long next = nextNotice.get();
        if (now - next >= 0 && nextNotice.compareAndSet(next, now + NOTICE_EVERY_NANOS)) {
            long seconds = patience.limit().toSeconds();
            notice.accept("no answer (" + error + "), trying again for up to " + seconds + " s");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        threads.shutdownNow();
    }
}
