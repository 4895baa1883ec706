package dev.rastro.bank.server.shared;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What was opened, to be closed in the reverse order: all of it, also when some cannot be, and also
 * when not everything could be opened.
 */
public final class ClosingStack implements AutoCloseable {

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    public synchronized <T extends AutoCloseable> T push(T opened) {
        open.push(opened);
        return opened;
    }

    /**
     * Closes everything. The first failure is thrown when all has been tried, with the others in
     * it.
     */
    @Override
    public void close() {
        RuntimeException failure = null;
        for (var next = poll(); next != null; next = poll()) {
            try {
                next.close();
            } catch (Exception e) {
                if (failure == null) {
                    failure = new IllegalStateException("cannot close: " + e.getMessage(), e);
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Closes everything because of a failure, which is not to be hidden by another one. */
    public void closeAfter(Throwable failure) {
        try {
            close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private synchronized @Nullable AutoCloseable poll() {
        return open.poll();
    }
}
