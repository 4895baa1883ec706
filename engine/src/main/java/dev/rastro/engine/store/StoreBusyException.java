package dev.rastro.engine.store;

/** More work than the store can take: nothing was written, and trying later is right. */
public final class StoreBusyException extends StoreException {

    public StoreBusyException(String message) {
        super(message);
    }
}
