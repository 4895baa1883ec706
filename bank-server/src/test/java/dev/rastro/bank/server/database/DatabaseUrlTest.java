package dev.rastro.bank.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DatabaseUrlTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    postgresql://localhost/bank | jdbc:postgresql://localhost/bank?
                    postgres://db:5433/bank | jdbc:postgresql://db:5433/bank?
                    postgresql:///bank | jdbc:postgresql:///bank?
                    postgresql://a:1,b:2/bank | jdbc:postgresql://a:1,b:2/bank?
                    postgresql://[::1]:5432/bank | jdbc:postgresql://[::1]:5432/bank?
                    postgresql://me@db/bank | jdbc:postgresql://db/bank?user=me
                    postgresql://me:x@db/bank?sslmode=require | jdbc:postgresql://db/bank?password=x&sslmode=require&user=me
                    postgresql://db/bank?connect_timeout=3 | jdbc:postgresql://db/bank?connectTimeout=3
                    jdbc:postgresql://db/bank?user=me&password=x | jdbc:postgresql://db/bank?password=x&user=me
                    jdbc:postgresql://me:x@db/bank | jdbc:postgresql://db/bank?password=x&user=me
                    """)
    void both_forms_become_the_drivers_own(String given, String jdbc) {
        assertThat(DatabaseUrl.toJdbc(given)).isEqualTo(jdbc);
    }

    @Test
    void special_characters_reach_the_driver_decoded() {
        var source = driver("postgresql://us%40er:p%2Fw+d%3A%C3%A9@db:5433/my%20bank");

        assertThat(source.getUser()).isEqualTo("us@er");
        assertThat(source.getPassword()).isEqualTo("p/w+d:é");
        assertThat(source.getDatabaseName()).isEqualTo("my bank");
        assertThat(source.getPortNumbers()).containsExactly(5433);
    }

    @Test
    void a_plus_sign_is_a_space_in_the_jdbc_form_only() {
        assertThat(driver("jdbc:postgresql://db/bank?password=a+b").getPassword()).isEqualTo("a b");
        assertThat(driver("postgresql://db/bank?password=a+b").getPassword()).isEqualTo("a+b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "mysql://me:secret@db/bank",
                "postgresql://me:secret@db",
                "postgresql://me:secret@db/",
                "postgresql://me:secret@db/a/b",
                "postgresql://me:secret@db:port/bank",
                "postgresql://me:secret@db:70000/bank",
                "postgresql://me:secret@db:0/bank",
                "postgresql://me:secret/secret@db/bank",
                "postgresql://me:secret#@db/bank",
                "postgresql://me:secret?@db/bank",
                "postgresql://me:secret%@db/bank",
                "postgresql://me:secret%zz@db/bank",
                "postgresql://db/bank?user=me&password=secret&sslmod=require",
                "postgresql://db/bank?secret",
                "jdbc:postgresql:secret",
            })
    void a_bad_url_is_refused_without_a_word_of_its_password(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DataSources(url))
                .withMessageStartingWith("Not a database URL such as")
                .withMessageNotContaining("secret")
                .withNoCause();
    }

    @Test
    void an_unknown_parameter_is_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatabaseUrl.toJdbc("postgresql://db/bank?sslmod=require"))
                .withMessageContaining("'sslmod'");
    }

    private static PGSimpleDataSource driver(String url) {
        var source = new PGSimpleDataSource();
        source.setUrl(DatabaseUrl.toJdbc(url));
        return source;
    }
}
