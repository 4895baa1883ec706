package dev.rastro.web;

import dev.rastro.web.guard.BrowserGuard;
import dev.rastro.web.wire.Clients;
import dev.rastro.web.wire.Outbox;

import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

/** Answers HTTP until it is closed. The only public place that knows of Jetty. */
public final class HttpServer implements AutoCloseable {

    private static final int BACKLOG = 1024;
    private static final int HEADERS_SIZE_MAX = 16 * 1024;

    /** Connections and requests in flight have limits, and with them their threads. */
    private static final int THREADS_UNLIMITED = 0;

    private static final System.Logger LOG = System.getLogger(HttpServer.class.getName());

    private final Server jetty;
    private final ServerConnector connector;
    private final Gate gate;
    private final Clients clients;
    private final Outbox outbox;
    private final Settings settings;

    /**
     * @param port 0 for any that is free
     * @param inFlightMax requests that are handled at the same time; more are refused
     * @param readTimeout how long a client may take for a request, and for its body, and between
     *     two; and for taking a piece of an answer
     * @param stopPatience how long requests in flight may take to finish when we stop
     */
    public record Settings(
            String host,
            int port,
            int bodySizeMax,
            int inFlightMax,
            Duration readTimeout,
            Duration stopPatience,
            Crowd crowd) {

        public Settings(
                String host,
                int port,
                int bodySizeMax,
                int inFlightMax,
                Duration readTimeout,
                Duration stopPatience) {
            this(host, port, bodySizeMax, inFlightMax, readTimeout, stopPatience, Crowd.DEFAULT);
        }

        public static Settings defaults(String host, int port) {
            return new Settings(
                    host, port, 64 * 1024, 4096, Duration.ofSeconds(40), Duration.ofSeconds(20));
        }

        public Settings bodySizeMax(int size) {
            return new Settings(host, port, size, inFlightMax, readTimeout, stopPatience, crowd);
        }
    }

    /**
     * What all clients together may take.
     *
     * @param connectionsMax others wait until one is closed
     * @param unsentBytesMax of answers that clients have not taken yet; more are refused
     */
    public record Crowd(int connectionsMax, long unsentBytesMax) {

        private static final Crowd DEFAULT =
                new Crowd(10_000, Runtime.getRuntime().maxMemory() / 8);
    }

    private HttpServer(Settings settings, Routes routes, Supplier<UUID> newIds) {
        this.settings = settings;
        gate = new Gate(settings.inFlightMax());
        clients = new Clients(settings.readTimeout());
        outbox = new Outbox(settings.crowd().unsentBytesMax());
        var rules =
                new Dispatcher.Rules(
                        BrowserGuard.listeningOn(settings.host()), settings.bodySizeMax());
        jetty = new Server(new VirtualThreadPool(THREADS_UNLIMITED));
        connector = connector();
        jetty.addConnector(connector);
        jetty.addBean(new NetworkConnectionLimit(settings.crowd().connectionsMax(), connector));
        jetty.setErrorHandler(new JettyProblems(newIds, clients));
        jetty.setHandler(new Door(new Dispatcher(routes, gate, rules, newIds)));
    }

    public static HttpServer start(Settings settings, Routes routes, Supplier<UUID> newIds) {
        var server = new HttpServer(settings, routes, newIds);
        try {
            server.connector.open();
            server.jetty.start();
            return server;
        } catch (IOException e) {
            server.close();
            // Jetty says where, the cause says why.
            throw new UncheckedIOException(e.getCause() instanceof IOException why ? why : e);
        } catch (Exception e) {
            server.close();
            throw new IllegalStateException("the HTTP server does not start", e);
        }
    }

    public int port() {
        return connector.getLocalPort();
    }

    /** Refuses what is new, waits for what is in flight, and then closes the door. */
    @Override
    public void close() {
        long start = System.nanoTime();
        try {
            if (!gate.close(settings.stopPatience())
                    || !outbox.awaitEmpty(
                            settings.stopPatience().minusNanos(System.nanoTime() - start))) {
                LOG.log(System.Logger.Level.WARNING, "stopped with requests still in flight");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            jetty.stop();
        } catch (Exception e) {
            LOG.log(System.Logger.Level.WARNING, "the HTTP server did not stop in order", e);
        }
        clients.close();
    }

    boolean sendsWithoutDelay() {
        return connector.getAcceptedTcpNoDelay();
    }

    /** Bytes of answers that clients have not taken yet. */
    long unsentBytes() {
        return outbox.bytes();
    }

    private ServerConnector connector() {
        var result = new ServerConnector(jetty, new HttpConnectionFactory(configuration()));
        result.setHost(settings.host());
        result.setPort(settings.port());
        result.setAcceptQueueSize(BACKLOG);
        // Otherwise an answer in two writes waits about 40 ms for the client.
        result.setAcceptedTcpNoDelay(true);
        // Clients looks after those who keep us waiting.
        result.setIdleTimeout(0);
        result.addBean(clients);
        return result;
    }

    private static HttpConfiguration configuration() {
        var result = new HttpConfiguration();
        result.setHttpCompliance(HttpCompliance.STRICT);
        result.setUriCompliance(
                // What is in a path is decided by us: it is cut first and decoded then.
                UriCompliance.RFC3986.with(
                        "rastro",
                        UriCompliance.Violation.AMBIGUOUS_PATH_SEGMENT,
                        UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT,
                        UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
                        UriCompliance.Violation.AMBIGUOUS_PATH_PARAMETER,
                        UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
                        UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS));
        result.setRequestHeaderSize(HEADERS_SIZE_MAX);
        // Values are handed over as they were sent.
        result.setHeaderCacheCaseSensitive(true);
        result.setSendServerVersion(false);
        return result;
    }

    /** Where requests come in. */
    private final class Door extends org.eclipse.jetty.server.Handler.Abstract {

        private final Dispatcher dispatcher;
        private final JettyExchange.Wire wire = new JettyExchange.Wire(clients, outbox);

        Door(Dispatcher dispatcher) {
            this.dispatcher = dispatcher;
        }

        @Override
        public boolean handle(
                org.eclipse.jetty.server.Request request,
                org.eclipse.jetty.server.Response response,
                Callback callback) {
            var exchange = new JettyExchange(request, response, callback, wire);
            try {
                dispatcher.serve(exchange);
            } catch (Exchange.GoneException gone) {
                exchange.fail(new EofException(gone));
            } catch (Response.BrokenOffException e) {
                LOG.log(System.Logger.Level.WARNING, "a stream broke off: " + e.getMessage());
                exchange.fail(e);
            } catch (RuntimeException | StackOverflowError e) {
                LOG.log(System.Logger.Level.ERROR, "an answer failed", e);
                exchange.fail(e);
            }
            return true;
        }
    }
}
