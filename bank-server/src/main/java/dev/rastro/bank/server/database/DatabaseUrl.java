package dev.rastro.bank.server.database;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads {@code jdbc:postgresql://…} and {@code postgresql://user:password@host:port/database?…}.
 * What is wrong is said without quoting the URL, because passwords stand in it.
 */
final class DatabaseUrl {

    private static final Pattern FORM =
            Pattern.compile("(?<jdbc>jdbc:)?postgres(?:ql)?://(?<authority>[^/?#]*)(?<rest>.*)");
    private static final Pattern REST =
            Pattern.compile("/(?<database>[^/?#]+)(?:\\?(?<parameters>[^#]*))?");
    private static final Pattern HOST =
            Pattern.compile("(?:\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)?(?::(?<port>\\d{1,5}))?");

    /** As libpq, PostgreSQL's C library, calls them. */
    private static final Map<String, String> LIBPQ_NAMES =
            Map.of("connect_timeout", "connectTimeout", "application_name", "ApplicationName");

    private static final Set<String> KNOWN_TO_DRIVER = driverParameters();

    private final boolean plusIsSpace;
    private final Map<String, String> parameters = new TreeMap<>();

    private DatabaseUrl(boolean plusIsSpace) {
        this.plusIsSpace = plusIsSpace;
    }

    /** The same database in the driver's own form. */
    static String toJdbc(String url) {
        var form = FORM.matcher(url.strip());
        if (!form.matches()) {
            throw bad("it does not begin with postgresql:// or jdbc:postgresql://");
        }
        return new DatabaseUrl(form.group("jdbc") != null)
                .toJdbc(form.group("authority"), form.group("rest"));
    }

    private String toJdbc(String authority, String rest) {
        int at = authority.lastIndexOf('@');
        if (at >= 0) {
            readUser(authority.substring(0, at));
        }
        var hosts = authority.substring(at + 1);
        checkHosts(hosts);
        var parts = REST.matcher(rest);
        if (!parts.matches()) {
            throw bad("it names no database after the host (…/database)");
        }
        if (parts.group("parameters") != null) {
            readParameters(parts.group("parameters"));
        }
        return "jdbc:postgresql://%s/%s?%s"
                .formatted(hosts, encode(decode(parts.group("database"))), encodedParameters());
    }

    private void readUser(String user) {
        int colon = user.indexOf(':');
        parameters.put("user", decode(colon < 0 ? user : user.substring(0, colon)));
        if (colon >= 0) {
            parameters.put("password", decode(user.substring(colon + 1)));
        }
    }

    private static void checkHosts(String hosts) {
        for (String host : hosts.split(",", -1)) {
            var match = HOST.matcher(host);
            if (!match.matches()) {
                throw bad(
                        "its host is not a host (percent-encode special characters of the"
                                + " password)");
            }
            var port = match.group("port");
            if (port != null && (Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65535)) {
                throw bad("its port is not between 1 and 65535");
            }
        }
    }

    private void readParameters(String text) {
        for (String parameter : text.split("&", -1)) {
            if (parameter.isEmpty()) {
                continue;
            }
            int equals = parameter.indexOf('=');
            if (equals < 1) {
                throw bad("a parameter after the question mark is not name=value");
            }
            var given = decode(parameter.substring(0, equals));
            var name = LIBPQ_NAMES.getOrDefault(given, given);
            // The driver would ignore it, even where it was meant to demand encryption.
            if (!KNOWN_TO_DRIVER.contains(name)) {
                throw bad("the driver does not know its parameter '" + given + "'");
            }
            parameters.put(name, decode(parameter.substring(equals + 1)));
        }
    }

    private static Set<String> driverParameters() {
        var any = "jdbc:postgresql://localhost/postgres";
        try {
            var parameters = DriverManager.getDriver(any).getPropertyInfo(any, new Properties());
            return Arrays.stream(parameters)
                    .map(parameter -> parameter.name)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (SQLException e) {
            throw new IllegalStateException("the PostgreSQL driver is part of this program", e);
        }
    }

    private String encodedParameters() {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    private String decode(String text) {
        try {
            var escaped = plusIsSpace ? text : text.replace("+", "%2B");
            return URLDecoder.decode(escaped, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw bad("a percent sign in it is not followed by two hexadecimal digits");
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static IllegalArgumentException bad(String reason) {
        return new IllegalArgumentException(
                "Not a database URL such as postgresql://user:password@host:5432/database: "
                        + reason);
    }
}
