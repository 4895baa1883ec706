package dev.rastro.engine.postgres.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

import java.sql.SQLException;
import java.sql.SQLWarning;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CommitDoubtTest {

    /** As PostgreSQL sends it: one field after another, each with its letter. */
    private static SQLWarning said(String state, String routine) {
        return new PSQLWarning(
                new ServerErrorMessage(
                        "SWARNUNG\0C%s\0Mirgendwas\0R%s\0".formatted(state, routine)));
    }

    @Test
    void a_commit_with_a_warning_is_in_doubt_in_any_language() {
        assertThatThrownBy(() -> CommitDoubt.refuse(said("01000", "SyncRepWaitForLSN")))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).startsWith("08"));
    }

    @Test
    void any_warning_of_several_counts() {
        var notice = said("00000", "exec_stmt_raise");
        notice.setNextWarning(said("01000", "exec_stmt_raise"));

        assertThatThrownBy(() -> CommitDoubt.refuse(notice)).isInstanceOf(SQLException.class);
    }

    @Test
    void what_says_nothing_of_the_commit_does_not_count() {
        assertThatCode(
                        () -> {
                            CommitDoubt.refuse(null);
                            CommitDoubt.refuse(said("00000", "exec_stmt_raise"));
                            CommitDoubt.refuse(said("01000", "GetNewTransactionId"));
                        })
                .doesNotThrowAnyException();
    }
}
