package dev.rastro.web.guard;

import dev.rastro.web.problem.HttpProblem;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Refuses what a page of another site sends through a visitor's browser. Programs that are no
 * browser send none of these headers, and are not concerned.
 */
public final class BrowserGuard {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OUR_OWN = Set.of("same-origin", "none");
    private static final Pattern PORT = Pattern.compile(":[0-9]*$");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[[0-9a-f:.]+]");
    private static final Pattern LOOPBACK =
            Pattern.compile("(.+\\.)?localhost|127\\.[0-9.]+|\\[?::1]?");

    private final boolean onlyThisMachine;

    private BrowserGuard(boolean onlyThisMachine) {
        this.onlyThisMachine = onlyThisMachine;
    }

    public static BrowserGuard listeningOn(String host) {
        return new BrowserGuard(LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches());
    }

    /**
     * @param headers the values of a header, by its name
     */
    public void check(String method, Function<String, List<String>> headers) {
        checkName(headers.apply("Host"));
        if (!READING.contains(method) && !isOurOwn(headers)) {
            throw HttpProblem.CROSS_SITE_WRITE
                    .because("only pages of this server may write; nothing was done")
                    .exception();
        }
    }

    /**
     * A name that somebody else points at this machine makes that somebody's page one of ours in
     * the eyes of a browser. An address cannot be pointed elsewhere.
     */
    private void checkName(List<String> hosts) {
        if (onlyThisMachine && !hosts.stream().map(BrowserGuard::name).allMatch(this::isOurs)) {
            throw HttpProblem.UNKNOWN_HOST
                    .because("this server is called localhost or 127.0.0.1")
                    .exception();
        }
    }

    private boolean isOurs(String name) {
        return LOOPBACK.matcher(name).matches() || ADDRESS.matcher(name).matches();
    }

    /** The browser's own word counts most, because a proxy may have changed the host. */
    private static boolean isOurOwn(Function<String, List<String>> headers) {
        List<String> site = headers.apply("Sec-Fetch-Site");
        if (!site.isEmpty()) {
            return OUR_OWN.containsAll(site);
        }
        List<String> hosts = headers.apply("Host").stream().map(BrowserGuard::lower).toList();
        return headers.apply("Origin").stream()
                .allMatch(origin -> hosts.contains(authority(origin)));
    }

    private static String authority(String origin) {
        try {
            String authority = URI.create(origin).getAuthority();
            return authority == null ? "" : lower(authority);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String name(String host) {
        return PORT.matcher(lower(host)).replaceFirst("");
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
