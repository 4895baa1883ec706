package dev.rastro.bank.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rastro.bank.server.TestBank.Reply;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Long answers in fewer bytes, for who asks for it and for nobody else. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CompressedAnswersE2E {

    @AutoClose private static final TestBank BANK = TestBank.start();

    private static final String ACCOUNTS = "/api/v1/accounts";
    private static String account = "";

    @BeforeAll
    static void open() {
        for (int i = 0; i < 20; i++) {
            account = BANK.openAccount("12.00");
        }
    }

    private static Reply asked(String path, Map<String, String> more) {
        var headers = new HashMap<>(more);
        headers.putIfAbsent("Accept-Encoding", "br, gzip;q=0.8");
        return BANK.get(path, headers);
    }

    private static byte[] unzipped(Reply reply) throws IOException {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(reply.http().body()))) {
            return gzip.readAllBytes();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {ACCOUNTS, "/api/v1/events", "/api/v1/audit", "/openapi.yaml"})
    void a_long_answer_is_compressed_for_who_takes_it(String path) throws IOException {
        var plain = BANK.get(path);
        var small = asked(path, Map.of("Sec-Fetch-Site", "same-origin"));

        assertThat(small.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(small.header("Vary")).isEqualTo("Accept-Encoding, Sec-Fetch-Site");
        assertThat(small.http().body()).hasSizeLessThan(plain.http().body().length / 2);
        assertThat(unzipped(small)).isEqualTo(plain.http().body());
        assertThat(plain.header("Vary")).isEqualTo("Accept-Encoding, Sec-Fetch-Site");
        assertThat(small.header("Content-Length"))
                .isEqualTo(String.valueOf(small.http().body().length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip;q=0", "identity", "br", "gzip; q=0.000", "*;q=0"})
    void who_does_not_take_it_is_not_given_it(String codings) {
        assertIsPlain(asked(ACCOUNTS, Map.of("Accept-Encoding", codings)));
    }

    /** Its length would tell what else is in it beside what that page has put in. */
    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void what_the_page_of_another_site_asks_for_is_not_compressed(String site) {
        assertIsPlain(asked(ACCOUNTS, Map.of("Sec-Fetch-Site", site)));
    }

    @Test
    void neither_is_what_is_short_or_named_by_a_strong_tag() {
        assertIsPlain(asked(ACCOUNTS + "?limit=1", Map.of()));
        assertIsPlain(asked(ACCOUNTS + "/" + account, Map.of()));
        assertIsPlain(asked(ACCOUNTS + "/none", Map.of()));
    }

    private static void assertIsPlain(Reply reply) {
        assertThat(reply.http().headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(reply.json().isObject()).isTrue();
    }
}
