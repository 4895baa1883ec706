package dev.rastro.bank.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DatabaseUrlTest {

    private static final DatabaseUrl EXPECTED =
            new DatabaseUrl("jdbc:postgresql://db:5433/bank?ssl=true", "ann", "s3c:ret/");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://ann:s3c%3Aret%2F@db:5433/bank?ssl=true",
                "postgres://ann:s3c%3Aret%2F@db:5433/bank?ssl=true",
                "jdbc:postgresql://db:5433/bank?user=ann&password=s3c%3Aret%2F&ssl=true"
            })
    void both_ways_of_writing_mean_the_same(String text) {
        assertThat(DatabaseUrl.parse(text)).isEqualTo(EXPECTED);
    }

    @Test
    void user_and_port_may_be_left_out() {
        assertThat(DatabaseUrl.parse("postgresql://localhost/bank"))
                .isEqualTo(new DatabaseUrl("jdbc:postgresql://localhost/bank", "", ""));
    }

    @Test
    void the_password_is_not_printed() {
        assertThat(EXPECTED)
                .hasToString("jdbc:postgresql://db:5433/bank?ssl=true as ann")
                .asString()
                .doesNotContain("s3c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "mysql://ann:s3cret@db/bank",
                "postgresql://ann:s3cret@db",
                "postgresql://ann:s3cret@/bank",
                "postgresql://ann:s3cret with spaces@db/bank"
            })
    void everything_else_is_refused_without_repeating_it(String text) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must look like")
                .message()
                .doesNotContain("s3cret");
    }
}
