package dev.rastro.bank.server.http;

import dev.rastro.bank.server.http.guard.BrowserGuard;

import io.helidon.common.socket.SocketOptions;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
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
    private final Clients clients;
    private final Settings settings;

    /**
     * @param port 0 for any that is free
     * @param inFlightMax requests that are handled at the same time; more are refused
     * @param readTimeout how long a client may take for a request, and for its body, and between
     *     two
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

    private HttpServer(WebServer helidon, Gate gate, Clients clients, Settings settings) {
        this.helidon = helidon;
        this.gate = gate;
        this.clients = clients;
        this.settings = settings;
    }

    public static HttpServer start(Settings settings, Routes routes, Supplier<UUID> newIds) {
        var gate = new Gate(settings.inFlightMax());
        var rules =
                new Dispatcher.Rules(
                        BrowserGuard.listeningOn(settings.host()), settings.bodySizeMax());
        var dispatcher = new Dispatcher(routes, gate, rules, newIds);
        var clients = new Clients(settings.readTimeout());
        WebServer helidon =
                WebServer.builder()
                        .shutdownHook(false)
                        .host(settings.host())
                        .port(settings.port())
                        .backlog(BACKLOG)
                        // By streams, that Clients can close.
                        .useNio(false)
                        .maxTcpConnections(CONNECTIONS_MAX)
                        .maxPayloadSize(Math.max(DRAIN_SIZE_MAX, settings.bodySizeMax()))
                        .connectionOptions(new Sockets(clients))
                        .addProtocol(http1())
                        .directHandlers(HelidonProblems.handlers(newIds))
                        .addRouting(routing(dispatcher, clients))
                        .build();
        helidon.start();
        if (!helidon.isRunning()) {
            clients.close();
            // Helidon keeps the reason to itself.
            throw new UncheckedIOException(whyNot(settings));
        }
        return new HttpServer(helidon, gate, clients, settings);
    }

    private static IOException whyNot(Settings settings) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(settings.host(), settings.port()));
            return new IOException("the address was not free a moment ago");
        } catch (IOException e) {
            return e;
        }
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
        clients.close();
    }

    boolean sendsWithoutDelay() {
        return helidon.prototype().connectionOptions().tcpNoDelay();
    }

    private static HttpRouting.Builder routing(Dispatcher dispatcher, Clients clients) {
        return HttpRouting.builder()
                .any((request, response) -> {
                    var client = clients.at(request.remotePeer().address());
                    var exchange = new HelidonExchange(request, response, client);
                    exchange.awaited();
                    dispatcher.serve(exchange);
                    exchange.awaited();
                });
    }

    private static Http1Config http1() {
        return Http1Config.builder()
                .maxHeadersSize(HEADERS_SIZE_MAX)
                .maxPrologueLength(PROLOGUE_SIZE_MAX)
                .build();
    }

    /** How connections are set up. */
    private static final class Sockets implements SocketOptions {

        private final Clients clients;

        Sockets(Clients clients) {
            this.clients = clients;
        }

        @Override
        public void configureSocket(SocketChannel channel) {
            SocketOptions.super.configureSocket(channel);
            clients.add(channel);
        }

        @Override
        public Map<SocketOption<?>, Object> socketOptions() {
            return Map.of(
                    // Otherwise an answer in two writes waits about 40 ms for the client.
                    StandardSocketOptions.TCP_NODELAY,
                    tcpNoDelay(),
                    StandardSocketOptions.SO_KEEPALIVE,
                    socketKeepAlive());
        }

        @Override
        public Duration connectTimeout() {
            return Duration.ZERO;
        }

        @Override
        public Duration readTimeout() {
            return Duration.ZERO;
        }

        @Override
        public Optional<Integer> socketReceiveBufferSize() {
            return Optional.empty();
        }

        @Override
        public Optional<Integer> socketSendBufferSize() {
            return Optional.empty();
        }

        @Override
        public boolean socketReuseAddress() {
            return true;
        }

        @Override
        public boolean socketKeepAlive() {
            return true;
        }

        @Override
        public boolean tcpNoDelay() {
            return true;
        }
    }
}
