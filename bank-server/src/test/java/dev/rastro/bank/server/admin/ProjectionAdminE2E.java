package dev.rastro.bank.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rastro.bank.server.BrokenEvents;
import dev.rastro.bank.server.TestBank;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.time.Duration;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ProjectionAdminE2E {

    private static final String PROJECTIONS = "/api/v1/admin/projections";
    private static final Duration SOON = Duration.ofMinutes(2);

    private final TestBank bank = TestBank.start();

    @AfterEach
    void stop() {
        bank.close();
    }

    @Test
    void the_list_says_how_far_each_projection_is() {
        var account = bank.openAccount("10.00");
        bank.get("/api/v1/accounts/" + account + "?min_position=1");

        var items = bank.get(PROJECTIONS).json().get("items");

        assertThat(items.findValuesAsString("name")).contains("accounts", "customers");
        assertThat(items.get(0).get("head").asLong()).isEqualTo(1);
        assertThat(items.get(0).get("serving").get("generation").asInt()).isEqualTo(1);
    }

    @Test
    void a_rebuild_takes_the_old_ones_place_and_shows_the_same() {
        var account = "/api/v1/accounts/" + bank.openAccount("10.00");
        for (int i = 0; i < 20; i++) {
            bank.post(account + "/deposit", "{\"amount\": \"1.00\"}");
        }
        var before = bank.get(account).json();

        var begun = bank.post(PROJECTIONS + "/accounts/rebuild", "{\"compare\": true}");

        assertThat(begun.status()).as(begun.toString()).isEqualTo(202);
        await().atMost(SOON)
                .until(() ->
                        bank.get(PROJECTIONS + "/accounts").json().at("/serving/generation").asInt()
                                == 2);
        assertThat(bank.get(account).json()).isEqualTo(before);
        assertThat(bank.post(PROJECTIONS + "/accounts/drop-retired", "").get("generations_dropped"))
                .isEqualTo("1");
    }

    @Test
    void a_rebuild_of_any_projection_makes_the_same_rows() {
        var account = "/api/v1/accounts/" + bank.openAccount("10.00");
        bank.post("/api/v1/customers", "{\"name\": \"Jana\", \"address\": {\"city\": \"Brno\"}}");
        bank.post(
                account + "/deposit", "{\"amount\": \"1.00\", \"effective_date\": \"2026-01-31\"}");
        bank.post(account + "/withdraw", "{\"amount\": \"11.00\"}");
        bank.post(account + "/close", "");

        for (var name : bank.get(PROJECTIONS).json().get("items").findValuesAsString("name")) {
            var path = PROJECTIONS + "/" + name;
            assertThat(bank.post(path + "/rebuild", "{\"compare\": true}").status()).isEqualTo(202);
            await().atMost(SOON)
                    .until(() -> bank.get(path).json().at("/serving/generation").asInt() == 2);
        }
    }

    @Test
    void a_second_rebuild_meanwhile_is_refused() {
        bank.openAccount("10.00");
        bank.post(PROJECTIONS + "/accounts/pause", "");
        bank.post(PROJECTIONS + "/accounts/rebuild", "");

        assertThat(bank.post(PROJECTIONS + "/accounts/rebuild", "").get("code"))
                .isEqualTo("rebuild_under_way");
    }

    @Test
    void a_paused_projection_shows_the_past_and_says_so() {
        var account = "/api/v1/accounts/" + bank.openAccount("10.00");
        assertThat(bank.get(account).get("balance")).isEqualTo("10.00");

        assertThat(bank.post(PROJECTIONS + "/accounts/pause", "").get("state")).isEqualTo("paused");
        var position = bank.post(account + "/deposit", "{\"amount\": \"1.00\"}").get("position");
        assertThat(bank.get(account + "?min_position=" + position).get("code"))
                .isEqualTo("read_model_behind");

        bank.post(PROJECTIONS + "/accounts/resume", "");
        assertThat(bank.get(account + "?min_position=" + position).get("balance"))
                .isEqualTo("11.00");
    }

    @Test
    void an_event_that_nobody_can_read_parks_its_stream_alone() throws SQLException {
        var good = "/api/v1/accounts/" + bank.openAccount("10.00");
        bank.database()
                .execute(
                        """
                        INSERT INTO rastro.stream VALUES (-1, 'account', 'broken');
                        INSERT INTO rastro.event VALUES (2, -1, 1, now(), gen_random_uuid(),
                               gen_random_uuid(), gen_random_uuid(), 1, 'Nonsense', 'x', '{}');
                        UPDATE rastro.log_head SET position = 2;
                        """);

        assertThat(bank.post(good + "/deposit", "{\"amount\": \"1.00\"}").status()).isEqualTo(201);
        assertThat(bank.get(good + "?min_position=3").get("balance")).isEqualTo("11.00");
        var parked = bank.get(PROJECTIONS + "/accounts").json().get("parked");
        assertThat(parked.size()).isEqualTo(1);
        assertThat(parked.get(0).get("stream").asString()).isEqualTo("account-broken");
        assertThat(bank.post(PROJECTIONS + "/accounts/retry-parked", "").get("streams_back"))
                .isEqualTo("0");
    }

    @Test
    void a_parked_event_is_skipped_by_command_and_the_log_tells_it() {
        bank.openAccount("10.00");
        BrokenEvents.append(bank, "account", 2);
        var accounts = PROJECTIONS + "/accounts";
        await().atMost(SOON).until(() -> bank.get(accounts).json().get("parked").size() == 1);

        var first = skip(accounts, 1);
        assertThat(first.status()).as(first.toString()).isEqualTo(200);
        var parked = first.json().get("parked").get(0);
        assertThat(parked.get("first_version").asInt()).isEqualTo(2);
        assertThat(parked.get("attempts").asInt()).isEqualTo(1);
        var again = skip(accounts, 1);
        assertThat(again.get("code")).isEqualTo("parked_at_other_version");
        assertThat(again.get("version")).isEqualTo("2");
        assertThat(skip(accounts, 2).json().get("parked").isEmpty()).isTrue();
        assertThat(skip(accounts, 2).get("code")).isEqualTo("stream_not_parked");

        var told = bank.get("/api/v1/events?stream=projection_operation-accounts").json();
        assertThat(told.get("items").findValuesAsString("type"))
                .containsExactly("ParkedEventSkipped", "ParkedEventSkipped");
        var entry = told.get("items").get(0);
        assertThat(entry.get("metadata").get("causation_id").asString())
                .isEqualTo(first.header("X-Request-Id"));
        assertThat(entry.get("data").get("stream").asString()).isEqualTo("account-broken");
        assertThat(entry.get("data").get("position").asLong()).isEqualTo(2);
        assertThat(entry.get("data").get("reason").asString()).isEqualTo("a typo");
    }

    private TestBank.Reply skip(String projection, int version) {
        return bank.post(
                projection + "/skip-parked",
                "{\"stream\": \"account-broken\", \"version\": %d, \"reason\": \"a typo\"}"
                        .formatted(version));
    }

    @Test
    void what_is_not_there_cannot_be_rebuilt() {
        assertThat(bank.post(PROJECTIONS + "/nothing/rebuild", "").get("code"))
                .isEqualTo("projection_not_found");
        assertThat(bank.post(PROJECTIONS + "/accounts/rebuild", "{\"compare\": 1}").get("code"))
                .isEqualTo("invalid_request");
        assertThat(bank.post(PROJECTIONS + "/accounts/pause", "{\"x\": 1}").get("code"))
                .isEqualTo("invalid_request");
    }
}
