package dev.rastro.bank.server.account.timetravel;

import tools.jackson.databind.json.JsonMapper;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

/** Counts the pages that PostgreSQL looks at for the queries that go through a data source. */
public final class Buffers {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final DataSource database;
    private long count;

    public Buffers(DataSource database) {
        this.database = database;
    }

    /** Each query is explained, with its parameters, before it is run. */
    public DataSource counting() {
        return proxy(
                DataSource.class,
                database,
                (method, result) ->
                        result instanceof Connection connection ? connection(connection) : result);
    }

    public interface Question {
        void ask() throws SQLException;
    }

    public long of(Question question) throws SQLException {
        count = 0;
        question.ask();
        return count;
    }

    private Connection connection(Connection connection) {
        var handler =
                (InvocationHandler)
                        (proxy, method, args) ->
                                method.getName().equals("prepareStatement")
                                        ? statement(connection, (String) args[0])
                                        : invoke(connection, method, args);
        return proxy(Connection.class, handler);
    }

    private PreparedStatement statement(Connection connection, String sql) throws SQLException {
        var statement = connection.prepareStatement(sql);
        var parameters = new ArrayList<Object>();
        var handler =
                (InvocationHandler)
                        (proxy, method, args) -> {
                            if (method.getName().equals("setObject")) {
                                parameters.add(args[1]);
                            }
                            if (method.getName().equals("executeQuery")) {
                                explain(connection, sql, parameters);
                            }
                            return invoke(statement, method, args);
                        };
        return proxy(PreparedStatement.class, handler);
    }

    private void explain(Connection connection, String sql, List<Object> parameters)
            throws SQLException {
        var explain = "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + sql;
        try (var statement = connection.prepareStatement(explain)) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            try (var row = statement.executeQuery()) {
                row.next();
                var plan = MAPPER.readTree(row.getString(1)).get(0).get("Plan");
                count += plan.get("Shared Hit Blocks").asLong();
                count += plan.get("Shared Read Blocks").asLong();
            }
        }
    }

    private interface After {
        Object change(Method method, Object result) throws SQLException;
    }

    private static <T> T proxy(Class<T> type, Object target, After after) {
        return proxy(
                type, (proxy, method, args) -> after.change(method, invoke(target, method, args)));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        var proxy =
                Proxy.newProxyInstance(
                        Buffers.class.getClassLoader(), new Class<?>[] {type}, handler);
        return type.cast(proxy);
    }

    private static Object invoke(Object target, Method method, Object[] args) throws Throwable {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
