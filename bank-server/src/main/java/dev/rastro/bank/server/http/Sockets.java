package dev.rastro.bank.server.http;

import io.helidon.common.socket.SocketOptions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** How connections are set up: with a read timeout that has an effect. */
final class Sockets implements SocketOptions {

    private final Duration readTimeout;

    Sockets(Duration readTimeout) {
        this.readTimeout = readTimeout;
    }

    @Override
    public void configureSocket(SocketChannel channel) {
        SocketOptions.super.configureSocket(channel);
        try {
            // Channels have no such option, so Helidon leaves it out; their streams honour it.
            channel.socket().setSoTimeout(Math.toIntExact(readTimeout.toMillis()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        return readTimeout;
    }

    @Override
    public Duration readTimeout() {
        return readTimeout;
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
