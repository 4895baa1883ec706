package dev.rastro.bank.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.bank.server.TestBank;
import dev.rastro.bank.server.TestBank.Reply;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** The console's files, as a browser is given them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ConsoleE2E {

    @AutoClose private static final TestBank BANK = TestBank.start();

    private static final String LIT = "/console/lib/lit-html/3.3.3/lit-html.js";

    @Test
    void every_page_of_the_router_is_the_same_document() {
        var document = BANK.get("/").text();
        var templates =
                Pattern.compile("page\\('\\w+', '([^']+)'")
                        .matcher(BANK.get("/console/registry.js").text())
                        .results()
                        .map(page -> page.group(1).replaceAll(":\\w+", "a-1.b"))
                        .toList();

        assertThat(templates).hasSizeGreaterThan(10);
        for (var path : templates) {
            var reply = BANK.get(path + "?q=x", Map.of("Accept", "text/html"));
            assertThat(reply.status()).as(path).isEqualTo(200);
            assertThat(reply.text()).isEqualTo(document).contains("<rs-app>");
        }
    }

    @Test
    void every_import_of_every_module_is_there() {
        var seen = new TreeSet<String>();
        follow("/console/app.js", seen);

        assertThat(seen)
                .contains("/console/pages/overview.js", "/console/components/table.js", LIT)
                .hasSizeGreaterThan(40);
    }

    /** Modules that are imported by a name of the import map, or by a relative path. */
    private static void follow(String path, Set<String> seen) {
        if (!seen.add(path)) {
            return;
        }
        var reply = BANK.get(path);
        assertThat(reply.status()).as(path).isEqualTo(200);
        if (path.contains("echarts")) {
            return;
        }
        Pattern.compile("(?:from|import)\\s*\\(?[\"'`]([\\w@./-]+)[\"'`]")
                .matcher(reply.text())
                .results()
                .map(found -> resolve(path, found.group(1)))
                .forEach(next -> follow(next, seen));
        if (path.endsWith("/registry.js")) {
            Pattern.compile("page\\('(\\w+)'")
                    .matcher(reply.text())
                    .results()
                    .forEach(page -> follow("/console/pages/" + page.group(1) + ".js", seen));
        }
    }

    private static String resolve(String from, String name) {
        if (name.startsWith(".")) {
            return URI.create(from).resolve(name).toString();
        }
        var map = BANK.get("/").text();
        var exact = Pattern.compile("\"" + name + "\": \"([^\"]+)\"").matcher(map);
        if (exact.find()) {
            return exact.group(1);
        }
        var slash = name.indexOf('/', name.startsWith("@") ? name.indexOf('/') + 1 : 0) + 1;
        var prefix =
                Pattern.compile("\"" + name.substring(0, slash) + "\": \"([^\"]+)\"").matcher(map);
        assertThat(prefix.find()).as(name).isTrue();
        return prefix.group(1) + name.substring(slash);
    }

    @Test
    void what_was_seen_is_not_sent_again() {
        for (var path : List.of("/", "/console/style.css", LIT)) {
            var etag = BANK.get(path).header("ETag");
            var again = BANK.get(path, Map.of("If-None-Match", "\"x\", " + etag));
            assertThat(again.status()).as(path).isEqualTo(304);
            assertThat(again.http().body()).isEmpty();
            assertThat(again.header("ETag")).isEqualTo(etag);
            assertThat(BANK.get(path, Map.of("If-None-Match", "\"x\"")).status()).isEqualTo(200);
        }
        assertThat(BANK.get("/console/style.css").header("Cache-Control")).isEqualTo("no-cache");
        assertThat(BANK.get(LIT).header("Cache-Control")).contains("immutable");
    }

    @Test
    void head_tells_the_same_without_the_body() {
        var get = BANK.get("/accounts");
        var head = BANK.send(BANK.request("/accounts").HEAD());

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.http().body()).isEmpty();
        assertThat(head.header("ETag")).isEqualTo(get.header("ETag"));
        assertThat(head.header("Content-Security-Policy")).isNotEmpty();
    }

    @Test
    void what_is_large_travels_compressed() throws IOException {
        var path = "/console/lib/echarts/6.0.0/dist/echarts.esm.min.js";
        var plain = BANK.get(path).http().body();
        var small = BANK.get(path, Map.of("Accept-Encoding", "br, gzip;q=0.8"));

        assertThat(small.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(small.header("Vary")).isEqualTo("Accept-Encoding");
        assertThat(small.http().body()).hasSizeLessThan(plain.length / 2);
        try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(small.http().body()))) {
            assertThat(unzipped.readAllBytes()).isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/favicon.ico",
                "/index.html",
                "/console",
                "/console/",
                "/console/none.js",
                "/console/README.md",
                "/console/../openapi.yaml",
                "/console/..%2fopenapi.yaml",
                "/console/.hidden.js",
                "/console//app.js",
                "/console/lib/lit/9.9.9/index.js",
                "/console/lib/lit/3.3.3/package.json",
                "/console/lib/echarts/6.0.0/dist/echarts.js",
                "/console/lib/../../logback.xml",
                "/api/v1/none",
                "/accountsx"
            })
    void what_is_not_there_is_not_found(String path) {
        assertThat(BANK.get(path).get("code")).isEqualTo("not_found");
    }

    @Test
    void who_reads_is_shown_a_page_that_says_there_is_nothing() {
        var reader = Map.of("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        var reply = BANK.get("/nowhere", reader);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.text()).isEqualTo(BANK.get("/").text());
        assertThat(reply.header("Content-Security-Policy")).isNotEmpty();
        assertThat(BANK.get("/api/v1/nowhere", reader).get("code")).isEqualTo("not_found");
        assertThat(BANK.get("/console/none.js", reader).get("code")).isEqualTo("not_found");
    }

    @Test
    void no_foreign_script_style_or_frame_is_let_in() {
        var reply = BANK.get("/");
        var policy = List.of(reply.header("Content-Security-Policy").split("; "));

        assertThat(policy)
                .contains(
                        "default-src 'none'",
                        "style-src 'self'",
                        "connect-src 'self'",
                        "frame-ancestors 'none'",
                        "base-uri 'none'",
                        "form-action 'none'")
                .anyMatch(rule -> rule.matches("script-src 'self' 'sha256-[A-Za-z0-9+/]{43}='"));
        assertThat(reply.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(cookies(reply)).isEmpty();
    }

    private static List<String> cookies(Reply reply) {
        return reply.http().headers().allValues("Set-Cookie");
    }
}
