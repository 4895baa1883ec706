package dev.rastro.engine.postgres.log;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import javax.sql.DataSource;

/** Stands between the code under test and its database, at the moment of each query. */
interface Meddling {

    /** The query itself. */
    interface Query {
        ResultSet execute() throws SQLException;
    }

    /**
     * @param connection the real one
     */
    ResultSet meddle(Connection connection, String sql, Query query) throws Exception;

    /** Connections whose prepared queries pass through here. */
    default DataSource with(DataSource inner) {
        return proxy(
                DataSource.class,
                (proxy, method, args) -> {
                    var result = invoke(method, inner, args);
                    return result instanceof Connection connection ? with(connection) : result;
                });
    }

    private Connection with(Connection inner) {
        return proxy(
                Connection.class,
                (proxy, method, args) -> {
                    var result = invoke(method, inner, args);
                    return result instanceof PreparedStatement statement
                            ? with(inner, statement, (String) args[0])
                            : result;
                });
    }

    private PreparedStatement with(Connection connection, PreparedStatement inner, String sql) {
        return proxy(
                PreparedStatement.class,
                (proxy, method, args) ->
                        method.getName().equals("executeQuery")
                                ? meddle(connection, sql, inner::executeQuery)
                                : invoke(method, inner, args));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object invoke(Method method, Object target, Object[] args)
            throws Throwable {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
