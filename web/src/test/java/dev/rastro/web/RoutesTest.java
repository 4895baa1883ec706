package dev.rastro.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RoutesTest {

    private static final Handler NONE = request -> Response.json(200, Map.of());
    private static final Route LIST = Route.get("/accounts", NONE);
    private static final Route OPEN = Route.post("/accounts", NONE);
    private static final Route GET = Route.get("/accounts/{id}", NONE);
    private static final Route CLOSE = Route.post("/accounts/{id}/close", NONE);
    private static final Route SUMMARY = Route.get("/accounts/summary", NONE);

    private final Routes routes = Routes.of(List.of(LIST, OPEN, GET), List.of(CLOSE, SUMMARY));

    @Test
    void routes_are_found_by_method_and_path() {
        assertThat(match("GET", "/accounts")).isEqualTo(found(LIST, Map.of()));
        assertThat(match("POST", "/accounts")).isEqualTo(found(OPEN, Map.of()));
        assertThat(match("GET", "/accounts/7")).isEqualTo(found(GET, Map.of("id", "7")));
        assertThat(match("POST", "/accounts/7/close")).isEqualTo(found(CLOSE, Map.of("id", "7")));
    }

    @Test
    void a_literal_wins_over_a_parameter() {
        assertThat(match("GET", "/accounts/summary")).isEqualTo(found(SUMMARY, Map.of()));
    }

    @Test
    void an_escaped_slash_is_part_of_its_segment() {
        assertThat(match("GET", "/accounts/a%2Fb")).isEqualTo(found(GET, Map.of("id", "a/b")));
    }

    @Test
    void head_goes_where_get_goes() {
        assertThat(match("HEAD", "/accounts")).isEqualTo(found(LIST, Map.of()));
    }

    @Test
    void other_methods_learn_which_are_allowed() {
        assertThat(match("PUT", "/accounts"))
                .isEqualTo(new Routes.Match.NoMethod("GET, HEAD, POST"));
        assertThat(match("GET", "/accounts/7/close")).isEqualTo(new Routes.Match.NoMethod("POST"));
    }

    @Test
    void other_paths_are_nowhere() {
        for (String path : List.of("/", "", "/account", "/accounts/", "/accounts/7/", "/a/b/c/d")) {
            assertThat(match("GET", path)).as(path).isEqualTo(new Routes.Match.NoPath());
        }
    }

    @Test
    void the_same_route_twice_is_a_mistake() {
        assertThatThrownBy(() -> Routes.of(List.of(GET, Route.get("/accounts/{id}", NONE))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Routes.of(List.of(GET, Route.get("/accounts/{key}/x", NONE))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void all_routes_can_be_listed() {
        assertThat(routes.all()).containsExactly(LIST, OPEN, GET, CLOSE, SUMMARY);
    }

    private Routes.Match match(String method, String path) {
        return routes.match(method, path);
    }

    private static Routes.Match found(Route route, Map<String, String> parameters) {
        return new Routes.Match.Found(route, parameters);
    }
}
