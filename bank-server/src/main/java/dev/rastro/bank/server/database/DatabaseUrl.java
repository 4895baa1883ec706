package dev.rastro.bank.server.database;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * How to reach a database. Prints itself without the password.
 *
 * @param jdbcUrl without user and password
 */
public record DatabaseUrl(String jdbcUrl, String user, String password) {

    private static final String JDBC = "jdbc:postgresql://";
    private static final Pattern PLAIN = Pattern.compile("postgres(ql)?://.+");

    /**
     * @param text as JDBC writes it, {@code jdbc:postgresql://host/db?user=…}, or as everybody else
     *     does, {@code postgresql://user:password@host/db}
     */
    public static DatabaseUrl parse(String text) {
        if (text.startsWith(JDBC)) {
            return parts(text.substring("jdbc:".length()));
        }
        if (PLAIN.matcher(text).matches()) {
            return parts(text);
        }
        throw invalid();
    }

    /** For a driver or a pool that takes user and password apart. */
    public Properties credentials() {
        var properties = new Properties();
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
        }
        if (!password.isEmpty()) {
            properties.setProperty("password", password);
        }
        return properties;
    }

    @Override
    public String toString() {
        return user.isEmpty() ? jdbcUrl : "%s as %s".formatted(jdbcUrl, user);
    }

    private static DatabaseUrl parts(String text) {
        URI uri = uri(text);
        if (uri.getHost() == null || uri.getRawPath().length() < 2) {
            throw invalid();
        }
        String userInfo = uri.getUserInfo() == null ? "" : uri.getUserInfo();
        int colon = userInfo.indexOf(':');
        String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
        String password = colon < 0 ? "" : userInfo.substring(colon + 1);
        var rest = new ArrayList<String>();
        for (String parameter : parameters(uri)) {
            if (parameter.startsWith("user=")) {
                user = decoded(parameter);
            } else if (parameter.startsWith("password=")) {
                password = decoded(parameter);
            } else {
                rest.add(parameter);
            }
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String query = rest.isEmpty() ? "" : "?" + String.join("&", rest);
        return new DatabaseUrl(
                JDBC + uri.getHost() + port + uri.getRawPath() + query, user, password);
    }

    private static List<String> parameters(URI uri) {
        return uri.getRawQuery() == null ? List.of() : List.of(uri.getRawQuery().split("&", -1));
    }

    private static String decoded(String parameter) {
        String raw = parameter.substring(parameter.indexOf('=') + 1);
        return URLDecoder.decode(raw, StandardCharsets.UTF_8);
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            // Not as the cause: its message has the text, and the text may have a password.
            throw invalid();
        }
    }

    private static IllegalArgumentException invalid() {
        return new IllegalArgumentException(
                "must look like postgresql://user:password@host:5432/database");
    }
}
