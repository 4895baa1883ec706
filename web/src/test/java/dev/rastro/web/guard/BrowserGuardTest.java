package dev.rastro.web.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.web.problem.ProblemException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BrowserGuardTest {

    /** Empty stands for a header that is not sent. */
    @ParameterizedTest(name = "{0} to {1}, origin {2}, site {3}: {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                "POST, localhost:8080, -, -, passes",
                "POST, localhost:8080, http://localhost:8080, -, passes",
                "POST, LOCALHOST:8080, http://localhost:8080, same-origin, passes",
                "POST, localhost:8080, http://localhost:8080, none, passes",
                "POST, 127.0.0.1:8080, https://bank.example, same-origin, passes",
                "POST, localhost:8080, http://localhost:8080, same-site, cross_site_write",
                "POST, localhost:8080, http://localhost:8080, cross-site, cross_site_write",
                "POST, localhost:8080, http://localhost:9999, -, cross_site_write",
                "POST, localhost:8080, http://evil.example, -, cross_site_write",
                "POST, localhost:8080, null, -, cross_site_write",
                "POST, localhost:8080, %%, -, cross_site_write",
                "POST, localhost:8080, '', -, cross_site_write",
                "POST, localhost:8080, -, '', cross_site_write",
                "DELETE, localhost:8080, http://evil.example, -, cross_site_write",
                "PUT, localhost:8080, -, cross-site, cross_site_write",
                "GET, localhost:8080, http://evil.example, cross-site, passes",
                "HEAD, localhost:8080, http://evil.example, cross-site, passes"
            })
    void only_our_own_pages_may_write(
            String method,
            String host,
            @Nullable String origin,
            @Nullable String site,
            String outcome) {
        assertThat(outcome("127.0.0.1", method, headers(host, origin, site))).isEqualTo(outcome);
    }

    @ParameterizedTest(name = "listening on {0}, asked as {1}: {2}")
    @CsvSource({
        "127.0.0.1, localhost, passes",
        "127.0.0.1, localhost:8080, passes",
        "127.0.0.1, Rastro.LocalHost:1, passes",
        "127.0.0.1, 127.0.0.1:8080, passes",
        "127.0.0.1, 192.168.1.7:8080, passes",
        "127.0.0.1, [::1]:8080, passes",
        "localhost, [::1], passes",
        "::1, localhost, passes",
        "127.0.0.1, evil.example, unknown_host",
        "127.0.0.1, evil.example:8080, unknown_host",
        "127.0.0.1, localhost.evil.example:8080, unknown_host",
        "127.0.0.1, 127.0.0.1.evil.example, unknown_host",
        "127.0.0.1, notlocalhost, unknown_host",
        "localhost, evil.example, unknown_host",
        "0.0.0.0, bank.example, passes",
        "192.168.1.7, bank.example, passes"
    })
    void a_server_for_this_machine_has_no_foreign_name(
            String listening, String host, String outcome) {
        assertThat(outcome(listening, "GET", Map.of("Host", List.of(host)))).isEqualTo(outcome);
    }

    private static Map<String, List<String>> headers(
            String host, @Nullable String origin, @Nullable String site) {
        return Map.of(
                "Host", List.of(host),
                "Origin", origin == null ? List.of() : List.of(origin),
                "Sec-Fetch-Site", site == null ? List.of() : List.of(site));
    }

    private static String outcome(
            String listening, String method, Map<String, List<String>> headers) {
        try {
            BrowserGuard.listeningOn(listening)
                    .check(method, name -> headers.getOrDefault(name, List.of()));
            return "passes";
        } catch (ProblemException e) {
            return e.problem().code().code();
        }
    }
}
