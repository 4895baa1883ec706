package dev.rastro.engine.postgres.watch;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the driver offers beyond JDBC. By reflection: its interface names annotations that are not
 * among our dependencies, and then does not compile without warnings.
 */
final class Notifications {

    private static final Class<?> CONNECTION = type("org.postgresql.PGConnection");
    private static final Method AWAIT = method(CONNECTION, "getNotifications", int.class);
    private static final Method TEXT =
            method(type("org.postgresql.PGNotification"), "getParameter");

    private Notifications() {}

    /** The texts of the next notifications; none if there are none in time. */
    static List<String> await(Connection connection, Duration atMost) throws SQLException {
        var found = call(AWAIT, connection.unwrap(CONNECTION), (int) atMost.toMillis());
        var texts = new ArrayList<String>();
        for (var notification : (Object[]) found) {
            texts.add((String) call(TEXT, notification));
        }
        return texts;
    }

    private static Object call(Method method, Object target, Object... arguments)
            throws SQLException {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw cause;
            }
            throw new IllegalStateException(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Method method(Class<?> type, String name, Class<?>... parameters) {
        try {
            return type.getMethod(name, parameters);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }
}
