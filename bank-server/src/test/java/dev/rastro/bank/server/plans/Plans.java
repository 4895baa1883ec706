package dev.rastro.bank.server.plans;

import dev.rastro.engine.postgres.TestDatabase;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

/**
 * Plans of statements as they were executed. PostgreSQL's auto_explain sends each to the client as
 * a notice, and here they are kept for the thread that had them executed.
 */
final class Plans {

    private static final List<String> SETTINGS =
            List.of(
                    "session_preload_libraries = 'auto_explain'",
                    "auto_explain.log_min_duration = 0",
                    "auto_explain.log_analyze = on",
                    "auto_explain.log_buffers = on",
                    "auto_explain.log_timing = off",
                    "auto_explain.log_format = json",
                    // As the pool of queries sets it.
                    "plan_cache_mode = force_custom_plan",
                    // Clients hear of notices, and the log of the server does not.
                    "auto_explain.log_level = notice");

    private static final Set<String> ENDS_TRANSACTION =
            Set.of("commit", "rollback", "setAutoCommit");

    private static final Set<String> FORGETS = Set.of("close", "clearWarnings");

    private static final ThreadLocal<@Nullable List<Plan>> KEPT = new ThreadLocal<>();

    /**
     * One execution.
     *
     * @param buffers how many pages were read, from memory or from disk
     */
    record Plan(String sql, long buffers, JsonNode tree) {

        private static Plan of(String notice) {
            var json = JsonMapper.shared().readTree(notice.substring(notice.indexOf('{')));
            var tree = json.get("Plan");
            long buffers =
                    tree.get("Shared Hit Blocks").asLong()
                            + tree.get("Shared Read Blocks").asLong()
                            + tree.get("Temp Read Blocks").asLong();
            return new Plan(json.get("Query Text").asString(), buffers, tree);
        }
    }

    /** Of connections that are opened from now on. */
    static void explain(TestDatabase database) throws SQLException {
        set(database, SETTINGS);
    }

    static void stopExplaining(TestDatabase database) throws SQLException {
        set(database, List.of("session_preload_libraries = DEFAULT"));
    }

    private static void set(TestDatabase database, List<String> settings) throws SQLException {
        try (var owner = database.asOwner().getConnection();
                var set = owner.createStatement()) {
            for (var it : settings) {
                set.execute("ALTER DATABASE \"%s\" SET %s".formatted(owner.getCatalog(), it));
            }
        }
    }

    /** All that this thread executes while it works. */
    List<Plan> of(Runnable work) {
        var plans = new ArrayList<Plan>();
        KEPT.set(plans);
        try {
            work.run();
        } finally {
            KEPT.remove();
        }
        return plans;
    }

    DataSource watch(DataSource source) {
        return proxy(DataSource.class, source);
    }

    private <T> T proxy(Class<T> type, T target) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(), new Class<?>[] {type}, new Watched(target)));
    }

    private void keep(@Nullable SQLWarning first) {
        var plans = KEPT.get();
        for (var next = first; plans != null && next != null; next = next.getNextWarning()) {
            var message = String.valueOf(next.getMessage());
            if (message.contains("plan:")) {
                plans.add(Plan.of(message));
            }
        }
    }

    private final class Watched implements InvocationHandler {

        private final Object target;

        Watched(Object target) {
            this.target = target;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object[] arguments)
                throws Throwable {
            if (FORGETS.contains(method.getName())) {
                collect();
            }
            try {
                var result = method.invoke(target, arguments);
                if (method.getName().startsWith("execute")
                        || ENDS_TRANSACTION.contains(method.getName())) {
                    collect();
                }
                return switch (result) {
                    case Object bare when method.getName().equals("unwrap") -> bare;
                    case Connection connection -> proxy(Connection.class, connection);
                    case PreparedStatement statement -> proxy(PreparedStatement.class, statement);
                    case null, default -> result;
                };
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        }

        private void collect() throws SQLException {
            if (target instanceof PreparedStatement statement && !statement.isClosed()) {
                keep(statement.getWarnings());
                statement.clearWarnings();
            } else if (target instanceof Connection connection && !connection.isClosed()) {
                keep(connection.getWarnings());
                connection.clearWarnings();
            }
        }
    }
}
