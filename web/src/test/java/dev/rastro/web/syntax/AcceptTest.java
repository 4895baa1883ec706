package dev.rastro.web.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AcceptTest {

    private static final List<String> BOTH = List.of("application/json", "text/csv; charset=utf-8");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | application/json",
                "text/csv | text/csv",
                "*/* | application/json",
                "text/* | text/csv",
                "TEXT/CSV | text/csv",
                "text/csv, application/json | text/csv",
                "application/json, text/csv | application/json",
                "text/csv;q=0.1, application/json | application/json",
                "text/csv;q=0.1, */* | application/json",
                "application/json;q=0, */* | text/csv",
                "application/json;q=0.000, text/*;q=0.001 | text/csv",
                "*/*;q=0.1, text/csv;q=0.2 | text/csv",
                "*/*, application/json;q=0.9 | text/csv",
                "application/*;q=0.2, application/json;q=1, text/csv;q=0.5 | application/json",
                "text/csv; q=0.5, application/json; q=0.4 | text/csv",
                "text/csv;Q=0.1, application/json;q=0.2 | application/json",
                "text/csv;q=1.000, application/json;q=0.999 | text/csv",
                "text/html, text/csv;q=0. , application/json;q=0.01 | application/json",
                ", , text/csv | text/csv",
                "text/csv;profile=x;q=0.2, application/json;q=0.1 | text/csv"
            })
    void the_heaviest_is_given(String accept, String type) {
        assertThat(best(accept)).startsWith(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/html | -",
                "application/json;q=0, text/csv;q=0 | -",
                "*/*;q=0 | -",
                "*/*, application/*;q=0, text/*;q=0 | -",
                "application | -"
            })
    void what_has_no_weight_is_not_given(String accept, String none) {
        assertThat(best(accept)).isEqualTo(none);
    }

    @Test
    void whoever_names_nothing_takes_everything() {
        assertThat(Accept.of(List.of()).best(BOTH)).contains("application/json");
        assertThat(best(" ")).isEqualTo("application/json");
    }

    @Test
    void several_headers_are_one_list() {
        assertThat(Accept.of(List.of("application/json;q=0.1", "text/csv")).best(BOTH))
                .contains("text/csv; charset=utf-8");
    }

    private static String best(String accept) {
        return Accept.of(List.of(accept)).best(BOTH).orElse("-");
    }
}
