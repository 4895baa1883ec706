package dev.rastro.engine.store;

import org.jspecify.annotations.Nullable;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;

/**
 * What keeps failing for somebody who tries it again and again. It is said once, in one line with
 * its causes, and once more when it is over; however the words for a database that is away change
 * meanwhile. Only what may be a fault of the program is said with the place where it happened.
 */
public final class Trouble {

    private final Logger log;
    private final String what;
    private volatile @Nullable String reason;
    private @Nullable String said;

    /**
     * @param what goes wrong, as the beginning of a sentence
     */
    public Trouble(Logger log, String what) {
        this.log = log;
        this.what = what;
    }

    /** Why the newest attempt failed; empty when all is well. */
    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    public void failed(Throwable e) {
        failed(String.valueOf(e.getMessage()), e);
    }

    /**
     * @param because the reason in other words than the exception's
     */
    public synchronized void failed(String because, Throwable e) {
        var kind = kind(e);
        reason = because;
        if (kind.equals(said)) {
            log.log(Level.DEBUG, what, e);
        } else if (isOfTheStore(e)) {
            log.log(Level.WARNING, "%s; it is tried again: %s".formatted(what, causes(because, e)));
            log.log(Level.DEBUG, what, e);
        } else {
            log.log(Level.WARNING, what + "; it is tried again", e);
        }
        said = kind;
    }

    public synchronized void over() {
        if (said != null) {
            log.log(Level.INFO, what + ": no longer");
        }
        said = null;
        reason = null;
    }

    private static String kind(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return isAway(sql) ? "the database is away" : "SQLSTATE " + sql.getSQLState();
            }
        }
        return e.toString();
    }

    private static boolean isAway(SQLException e) {
        var state = e.getSQLState();
        // Without one, it is the pool that speaks, of a connection that is closed.
        return state == null
                || state.startsWith("08")
                || state.startsWith("57P")
                || e instanceof SQLTransientConnectionException;
    }

    private static boolean isOfTheStore(Throwable e) {
        return e instanceof StoreException || e instanceof SQLException;
    }

    private static String causes(String because, Throwable e) {
        var said = new StringBuilder(because);
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            var message = String.valueOf(cause.getMessage());
            if (said.indexOf(message) < 0) {
                said.append(": ").append(message);
            }
        }
        return said.toString().replaceAll("\\s*\\R\\s*", " ");
    }
}
