package dev.rastro.bank.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether what was printed is what the document shows, but for what is new each time: dates and
 * times may be any, and an id may be any, as long as the same one stands wherever the document
 * shows the same one.
 */
final class Likeness {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String HEX = "[0-9a-f]";
    private static final Pattern ID =
            Pattern.compile("%1$s{8}-%1$s{4}-%1$s{4}-%1$s{4}-%1$s{12}".formatted(HEX));
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d(T\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z)?");

    private final Map<String, String> actualOfShown = new HashMap<>();
    private final Map<String, String> shownOfActual = new HashMap<>();

    /** The id that stands today where the document shows this one. */
    String actual(String shownId) {
        var actual = actualOfShown.get(shownId);
        if (actual == null) {
            throw new IllegalArgumentException("no answer showed the id " + shownId);
        }
        return actual;
    }

    void checkJson(String shown, String actual) {
        check(MAPPER.readTree(shown), MAPPER.readTree(actual));
    }

    private void check(JsonNode shown, JsonNode actual) {
        assertThat(actual.getNodeType()).as("%s", actual).isEqualTo(shown.getNodeType());
        if (shown.isObject()) {
            assertThat(actual.propertyNames()).containsExactlyElementsOf(shown.propertyNames());
            shown.propertyNames().forEach(name -> check(shown.get(name), actual.get(name)));
        } else if (shown.isArray()) {
            assertThat(actual.size()).as("%s", actual).isEqualTo(shown.size());
            for (int i = 0; i < shown.size(); i++) {
                check(shown.get(i), actual.get(i));
            }
        } else {
            checkText(shown.asString(), actual.asString());
        }
    }

    void checkText(String shown, String actual) {
        assertThat(mask(actual)).isEqualTo(mask(shown));
        var ids = ID.matcher(actual);
        ID.matcher(shown).results().forEach(id -> pair(id.group(), next(ids)));
    }

    private static String next(Matcher ids) {
        if (!ids.find()) {
            throw new AssertionError("an id is missing");
        }
        return ids.group();
    }

    private void pair(String shown, String actual) {
        actualOfShown.putIfAbsent(shown, actual);
        shownOfActual.putIfAbsent(actual, shown);
        assertThat(actualOfShown.get(shown)).as("the id shown as %s", shown).isEqualTo(actual);
        assertThat(shownOfActual.get(actual)).as("the id %s", actual).isEqualTo(shown);
    }

    private static String mask(String text) {
        return TIME.matcher(ID.matcher(text).replaceAll("<id>")).replaceAll("<time>");
    }
}
