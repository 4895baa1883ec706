package dev.rastro.benchmarks.http;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A connection that is kept alive, with just enough HTTP to send requests and read their answers:
 * the load shares the processors with what it measures.
 */
final class Connection implements Closeable {

    private static final String END_OF_HEAD = "\r\n\r\n";

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] answer = new byte[8 * 1024];
    private String head = "";

    Connection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /** Sends a request and reads the whole answer, which must say its length. */
    int statusOf(String request) throws IOException {
        out.write(request.getBytes(StandardCharsets.ISO_8859_1));
        int filled = 0;
        int end = -1;
        while (end < 0) {
            int read = in.read(answer, filled, answer.length - filled);
            if (read <= 0) {
                throw new EOFException("the server hung up, or its answer has no end");
            }
            filled += read;
            head = new String(answer, 0, filled, StandardCharsets.ISO_8859_1);
            end = head.indexOf(END_OF_HEAD);
        }
        int length = Integer.parseInt(header("Content-Length"));
        in.skipNBytes(Math.max(0, end + END_OF_HEAD.length() + length - filled));
        return Integer.parseInt(head.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
    }

    /** Of the last answer, spelled as the server does; empty if there is none. */
    String header(String name) {
        int line = head.indexOf("\r\n" + name + ": ");
        int value = line + name.length() + 4;
        return line < 0 ? "" : head.substring(value, head.indexOf('\r', value));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
