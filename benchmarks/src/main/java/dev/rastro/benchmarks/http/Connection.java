package dev.rastro.benchmarks.http;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A connection that is kept alive, with just enough HTTP to send requests and read their answers:
 * the load shares the processors with what it measures.
 */
final class Connection implements Closeable {

    private static final int HEAD_MAX = 8 * 1024;
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.ISO_8859_1);

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] answer = new byte[HEAD_MAX];
    private int headEnd;

    Connection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /** Sends a request and reads the whole answer, which must say its length. */
    int statusOf(byte[] request) throws IOException {
        out.write(request);
        int filled = 0;
        headEnd = -1;
        while (headEnd < 0) {
            int read = in.read(answer, filled, answer.length - filled);
            if (read <= 0) {
                throw new EOFException("the server hung up, or its answer has no end");
            }
            filled += read;
            headEnd = endOfHead(filled);
        }
        in.skipNBytes(Math.max(0, headEnd + bodyLength() - filled));
        return 100 * digit(STATUS_AT) + 10 * digit(STATUS_AT + 1) + digit(STATUS_AT + 2);
    }

    /** Whether the last answer had this header. */
    boolean had(String header) {
        return new String(answer, 0, headEnd, StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT)
                .contains("\r\n" + header.toLowerCase(Locale.ROOT) + ":");
    }

    private int digit(int at) {
        return answer[at] - '0';
    }

    private int endOfHead(int filled) {
        for (int i = 3; i < filled; i++) {
            if (answer[i] == '\n' && answer[i - 1] == '\r' && answer[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private int bodyLength() {
        for (int i = 0; i < headEnd; i++) {
            if (answer[i] == '\n' && isLength(i + 1)) {
                return number(i + 1 + LENGTH.length);
            }
        }
        throw new IllegalStateException("an answer without a length");
    }

    private boolean isLength(int at) {
        for (int i = 0; i < LENGTH.length; i++) {
            // In ASCII, this makes capitals small and leaves dash and colon as they are.
            if ((answer[at + i] | 0x20) != LENGTH[i]) {
                return false;
            }
        }
        return true;
    }

    private int number(int from) {
        int value = 0;
        for (int i = from; answer[i] != '\r'; i++) {
            value = answer[i] == ' ' ? value : 10 * value + digit(i);
        }
        return value;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
