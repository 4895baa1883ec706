package dev.rastro.bank.server.http;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;

import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

/** Answers HTTP until it is closed. The only public place that knows of Helidon. */
public final class HttpServer implements AutoCloseable {

    private static final int BACKLOG = 1024;
    private static final int CONNECTIONS_MAX = 10_000;
    private static final int HEADERS_SIZE_MAX = 16 * 1024;
    private static final int PROLOGUE_SIZE_MAX = 8 * 1024;

    /** Up to here a body that is too large is read to its end, so that our answer arrives. */
    private static final int DRAIN_SIZE_MAX = 4 * 1024 * 1024;

    private static final System.Logger LOG = System.getLogger(HttpServer.class.getName());

    private final WebServer helidon;
    private final Gate gate;
    private final Settings settings;

    /**
     * @param port 0 for any that is free
     * @param inFlightMax requests that are handled at the same time; more are refused
     * @param readTimeout how long a client may be silent, within a request and between two; longer
     *     silence is cut off
     * @param stopPatience how long requests in flight may take to finish when we stop
     */
    public record Settings(
            String host,
            int port,
            int bodySizeMax,
            int inFlightMax,
            Duration readTimeout,
            Duration stopPatience) {

        public static Settings defaults(String host, int port) {
            return new Settings(
                    host, port, 64 * 1024, 4096, Duration.ofSeconds(40), Duration.ofSeconds(20));
        }

        public Settings bodySizeMax(int size) {
            return new Settings(host, port, size, inFlightMax, readTimeout, stopPatience);
        }
    }

    private HttpServer(WebServer helidon, Gate gate, Settings settings) {
        this.helidon = helidon;
        this.gate = gate;
        this.settings = settings;
    }

    public static HttpServer start(Settings settings, Routes routes, Supplier<UUID> newIds) {
        var gate = new Gate(settings.inFlightMax());
        var dispatcher = new Dispatcher(routes, gate, settings.bodySizeMax(), newIds);
        WebServer helidon =
                WebServer.builder()
                        .shutdownHook(false)
                        .host(settings.host())
                        .port(settings.port())
                        .backlog(BACKLOG)
                        // By streams, whose reads can time out.
                        .useNio(false)
                        .maxTcpConnections(CONNECTIONS_MAX)
                        .maxPayloadSize(Math.max(DRAIN_SIZE_MAX, settings.bodySizeMax()))
                        .connectionOptions(new Sockets(settings.readTimeout()))
                        .addProtocol(http1())
                        .directHandlers(HelidonProblems.handlers(newIds))
                        .addRouting(routing(dispatcher))
                        .build();
        return new HttpServer(helidon.start(), gate, settings);
    }

    public int port() {
        return helidon.port();
    }

    /** Refuses what is new, waits for what is in flight, and then closes the door. */
    @Override
    public void close() {
        try {
            if (!gate.close(settings.stopPatience())) {
                LOG.log(System.Logger.Level.WARNING, "stopped with requests still in flight");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        helidon.stop();
    }

    boolean sendsWithoutDelay() {
        return helidon.prototype().connectionOptions().tcpNoDelay();
    }

    private static HttpRouting.Builder routing(Dispatcher dispatcher) {
        return HttpRouting.builder()
                .any((request, response) ->
                        dispatcher.serve(new HelidonExchange(request, response)));
    }

    private static Http1Config http1() {
        return Http1Config.builder()
                .maxHeadersSize(HEADERS_SIZE_MAX)
                .maxPrologueLength(PROLOGUE_SIZE_MAX)
                .build();
    }
}
