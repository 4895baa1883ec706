package dev.rastro.bank.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.Map;

/** The disk of a database that is not ours, which nobody watches: it says so itself. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ForeignDiskFullE2E {

    private static final String NO_SPACE =
            """
            CREATE FUNCTION no_space() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION 'could not extend file "base/5/1": No space left on device'
                    USING ERRCODE = 'disk_full';
            END
            $$;
            CREATE TRIGGER no_space BEFORE INSERT ON rastro.event
                FOR EACH ROW EXECUTE FUNCTION no_space();
            """;

    private final TestBank bank = TestBank.start();

    @AfterEach
    void close() {
        bank.close();
    }

    @Test
    void a_command_is_told_so_and_is_done_under_its_key_when_there_is_room() throws Exception {
        var account = "/api/v1/accounts/" + bank.openAccount("1.00");
        var body = "{\"amount\": \"2.00\"}";
        var key = Map.of("Idempotency-Key", "the-key");
        bank.database().execute(NO_SPACE);

        var refused = bank.post(account + "/deposit", body, key);

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.get("code")).isEqualTo("storage_full");
        assertThat(refused.get("detail")).contains("nothing was done");
        assertThat(refused.header("Retry-After")).isEqualTo("30");
        assertThat(bank.get(account).get("balance")).isEqualTo("1.00");

        bank.database().execute("DROP FUNCTION no_space CASCADE");
        assertThat(bank.post(account + "/deposit", body, key).status()).isEqualTo(201);
        assertThat(bank.get(account).get("balance")).isEqualTo("3.00");
    }
}
