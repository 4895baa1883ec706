package dev.rastro.web.wire;

import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;

import java.nio.ByteBuffer;

/**
 * Writes a body slice by slice. The JDK copies all that it is asked to write out of the heap, at
 * every attempt, though a slow reader takes only a little of it.
 */
public final class Slices extends IteratingCallback {

    private static final int SIZE = 64 * 1024;

    private final ByteBuffer body;
    private final Content.Sink sink;
    private final Runnable progress;
    private final Callback then;
    private boolean last;

    private Slices(Content.Sink sink, ByteBuffer body, Runnable progress, Callback then) {
        this.sink = sink;
        this.body = body;
        this.progress = progress;
        this.then = then;
    }

    /**
     * @param progress is run before each slice
     */
    public static void write(Content.Sink sink, byte[] body, Runnable progress, Callback then) {
        new Slices(sink, ByteBuffer.wrap(body), progress, then).iterate();
    }

    @Override
    protected Action process() {
        if (last) {
            return Action.SUCCEEDED;
        }
        progress.run();
        int size = Math.min(body.remaining(), SIZE);
        ByteBuffer slice = body.slice(body.position(), size);
        body.position(body.position() + size);
        last = !body.hasRemaining();
        sink.write(last, slice, this);
        return Action.SCHEDULED;
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    protected void onCompleteSuccess() {
        then.succeeded();
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        then.failed(cause);
    }
}
