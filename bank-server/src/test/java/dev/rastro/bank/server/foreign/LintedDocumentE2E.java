package dev.rastro.bank.server.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Those who judge documents of all APIs find nothing wrong with ours. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LintedDocumentE2E {

    @Test
    void redocly_finds_nothing() {
        var redocly = ApiTools.npm("redocly").toString();

        var found =
                Program.run(
                        ApiTools.workplace("redocly"),
                        redocly,
                        "lint",
                        ApiTools.document().toString(),
                        "--extends=recommended",
                        "--format=json");

        assertThat(found.status()).as(found.output()).isZero();
        assertThat(found.output()).contains("\"errors\": 0", "\"warnings\": 0");
    }

    @Test
    void spectral_finds_nothing() {
        var spectral = ApiTools.npm("spectral").toString();

        var found =
                Program.run(
                        ApiTools.workplace("spectral"),
                        spectral,
                        "lint",
                        ApiTools.document().toString(),
                        "--ruleset=" + ApiTools.source("spectral.yaml"),
                        "--fail-severity=hint");

        assertThat(found.status()).as(found.output()).isZero();
    }
}
