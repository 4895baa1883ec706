package dev.rastro.bank.cli.serve;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/**
 * Where the bank answers.
 *
 * @param port 0 for any that is free
 */
public record ListenAddress(String host, int port) {

    /** Whether only this machine reaches it. */
    public boolean isLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /**
     * Tried before the database is started, which takes longer.
     *
     * @throws StartException if it cannot be had
     */
    public void checkFree() {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            var address = new InetSocketAddress(host, port);
            if (address.isUnresolved()) {
                throw new IOException("the host is not known");
            }
            socket.bind(address);
        } catch (IOException e) {
            throw new StartException(
                    "cannot listen on %s port %d: %s".formatted(host, port, e.getMessage()), e);
        }
    }

    /** How a client says it, at the port that was given in the end. */
    public String url(int actualPort) {
        return "http://%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, actualPort);
    }
}
