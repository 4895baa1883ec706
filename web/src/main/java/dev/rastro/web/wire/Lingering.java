package dev.rastro.web.wire;

import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Reads on after the last answer of a connection, and forgets what it reads: a client that is still
 * sending would see a reset in place of the answer.
 */
public final class Lingering implements Callback {

    private static final int BUFFER_SIZE = 16 * 1024;
    private static final int BUFFERS_AT_A_TIME = 16;

    private final EndPoint line;
    private final Callback then;
    private long left;

    private Lingering(EndPoint line, long bytesMax, Callback then) {
        this.line = line;
        this.left = bytesMax;
        this.then = then;
    }

    /** Until the client has hung up or sent {@code bytesMax}; {@code then} succeeds in any case. */
    public static void on(EndPoint line, long bytesMax, Callback then) {
        new Lingering(line, bytesMax, then).succeeded();
    }

    /** There is something to read, perhaps. */
    @Override
    public void succeeded() {
        if (reachesEnd()) {
            then.succeeded();
        } else {
            line.fillInterested(this);
        }
    }

    @Override
    public void failed(Throwable gone) {
        then.succeeded();
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    /** Takes some of what is there: the thread is the one that looks after all connections. */
    private boolean reachesEnd() {
        ByteBuffer buffer = BufferUtil.allocate(BUFFER_SIZE);
        try {
            for (int i = 0; i < BUFFERS_AT_A_TIME && left > 0; i++) {
                BufferUtil.clear(buffer);
                int read = line.fill(buffer);
                if (read <= 0) {
                    return read < 0;
                }
                left -= read;
            }
            return left <= 0;
        } catch (IOException gone) {
            return true;
        }
    }
}
