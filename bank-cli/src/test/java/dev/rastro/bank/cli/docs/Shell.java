package dev.rastro.bank.cli.docs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of a shell as a document needs: words, quotes and variables. */
final class Shell {

    private static final Pattern VARIABLE = Pattern.compile("\\$([A-Z_]+)");

    private final Map<String, String> variables = new HashMap<>();

    void set(String name, String value) {
        variables.put(name, value);
    }

    List<String> words(String command) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean inWord = false;
        for (int i = 0; i < command.length(); i++) {
            char c = command.charAt(i);
            if (c == ' ') {
                if (inWord) {
                    words.add(word.toString());
                }
                word.setLength(0);
                inWord = false;
                continue;
            }
            inWord = true;
            int end = c == '\'' || c == '"' ? closing(command, i) : i;
            word.append(meaning(command.substring(i, end + 1)));
            i = end;
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words.stream().map(this::expand).toList();
    }

    private static int closing(String command, int open) {
        for (int i = open + 1; i < command.length(); i++) {
            if (command.charAt(i) == command.charAt(open) && command.charAt(i - 1) != '\\') {
                return i;
            }
        }
        throw new IllegalArgumentException("an open quote in " + command);
    }

    private static String meaning(String part) {
        return switch (part.charAt(0)) {
            case '\'' -> part.substring(1, part.length() - 1);
            case '"' -> part.substring(1, part.length() - 1).replace("\\\"", "\"");
            default -> part;
        };
    }

    private String expand(String word) {
        return VARIABLE.matcher(word)
                .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1))));
    }

    private String value(String name) {
        var value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("nobody set $" + name);
        }
        return value;
    }
}
