package dev.rastro.bank.server.console;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * All of the console's modules as one, which a browser gets by one request. Each module becomes a
 * function that is run when it is first needed; what it imports by a path or a name that is in here
 * comes from here, and anything else from the browser. It knows the ways of writing that the
 * console and Lit use, and no others: no {@code await} outside of functions, no {@code
 * import.meta}, no default imports, and statements that import or export begin their line, or
 * follow a semicolon.
 */
final class Bundle {

    static final String PATH = "/console/bundle.js";

    private static final String ENTRY = "/console/app.js";
    private static final String BEGINS = "(?<=^|[;}\\n]|\\*/)\\s*";
    private static final String FROM = "\\s*[\"']([^\"']+)[\"'];?";
    private static final Pattern IMPORT =
            Pattern.compile(BEGINS + "import\\b(?:\\s*([\\w*{][^'\";(]*?)\\s*\\bfrom)?" + FROM);
    private static final Pattern EXPORT_FROM =
            Pattern.compile(BEGINS + "export\\s*(\\*|\\{[^}]*})\\s*from" + FROM);
    private static final Pattern EXPORT_LIST = Pattern.compile(BEGINS + "export\\s*(\\{[^}]*});?");
    private static final Pattern EXPORT_DEFAULT = Pattern.compile(BEGINS + "export default\\s");
    private static final Pattern EXPORT =
            Pattern.compile(
                    BEGINS + "export\\s+((?:async\\s+)?function\\*?|class|const|let)\\s+(\\w+)");
    private static final Pattern LATER = Pattern.compile("\\bimport\\(");
    private static final Pattern MAPPED = Pattern.compile("\"([^\"]+)\": \"([^\"]+)\"");
    private static final Pattern PAGE = Pattern.compile("page\\('(\\w+)'");
    private static final Pattern LANGUAGES = Pattern.compile("LANGUAGES = \\[([^]]+)]");

    /** Names that no minifier makes up. */
    private static final String HEAD =
            """
            const modules = new Map();
            const made = new Map();
            function $$need(path) {
              if (!made.has(path)) {
                made.set(path, {});
                modules.get(path)(made.get(path));
              }
              return made.get(path);
            }
            function $$expose(all, getters) {
              for (const [name, get] of Object.entries(getters)) {
                Object.defineProperty(all, name, {get, enumerable: true, configurable: true});
              }
            }
            function $$exposeAll(all, other) {
              for (const name of Object.keys(other).filter((each) => !(each in all))) {
                $$expose(all, {[name]: () => other[name]});
              }
            }
            async function $$load(from, name) {
              const path = name.startsWith('.') ? new URL(name, location.origin + from).pathname : name;
              return modules.has(path) ? $$need(path) : import(path);
            }
            """;

    private final Function<String, Optional<String>> sources;
    private final Map<String, String> names;
    private final Map<String, String> modules = new LinkedHashMap<>();

    private Bundle(Function<String, Optional<String>> sources, String document) {
        this.sources = sources;
        this.names =
                MAPPED.matcher(document)
                        .results()
                        .collect(Collectors.toMap(it -> it.group(1), it -> it.group(2)));
    }

    /**
     * @param sources the text of a module by its path; empty where there is none
     * @param document with the import map
     */
    static String of(Function<String, Optional<String>> sources, String document) {
        var bundle = new Bundle(sources, document);
        bundle.add(ENTRY);
        bundle.addWhatIsLoadedLater();
        var text = new StringBuilder(HEAD);
        bundle.modules.forEach((path, code) ->
                text.append("modules.set('%s', ($$all) => {\n".formatted(path))
                        .append(code)
                        .append("\n});\n"));
        return text.append("$$need('%s');\n".formatted(ENTRY)).toString();
    }

    /** Pages and messages are imported by names that are put together. */
    private void addWhatIsLoadedLater() {
        var pages =
                PAGE.matcher(source("/console/registry.js"))
                        .results()
                        .map(it -> it.group(1))
                        .toList();
        pages.forEach(name -> add("/console/pages/%s.js".formatted(name)));
        for (var language : languages()) {
            add("/console/i18n/%s/shell.js".formatted(language));
            pages.forEach(name -> add("/console/i18n/%s/%s.js".formatted(language, name)));
        }
    }

    private String[] languages() {
        Matcher list = LANGUAGES.matcher(source("/console/i18n.js"));
        return list.find() ? list.group(1).replaceAll("[' ]", "").split(",", -1) : new String[0];
    }

    private String source(String path) {
        return sources.apply(path)
                .orElseThrow(() -> new IllegalStateException("there is no module " + path));
    }

    private void add(String path) {
        if (!modules.containsKey(path)) {
            modules.put(path, "");
            modules.put(path, translated(path, source(path)));
        }
    }

    private String translated(String path, String source) {
        var exposed =
                EXPORT.matcher(source)
                        .results()
                        .map(it -> "%1$s: () => %1$s".formatted(it.group(2)))
                        .collect(Collectors.joining(", "));
        var code = replaced(source, IMPORT, it -> imported(it.group(1), need(path, it.group(2))));
        code = replaced(code, EXPORT_FROM, it -> passedOn(it.group(1), need(path, it.group(2))));
        code =
                replaced(
                        code,
                        EXPORT_LIST,
                        it -> "$$expose($$all, %s);".formatted(getters(it.group(1), "")));
        code = replaced(code, EXPORT_DEFAULT, it -> "$$all.default = ");
        code = replaced(code, EXPORT, it -> it.group(1) + " " + it.group(2));
        code = replaced(code, LATER, it -> "$$load('%s', ".formatted(path));
        return exposed.isEmpty() ? code : "$$expose($$all, {%s});\n%s".formatted(exposed, code);
    }

    /** A statement keeps the lines that stand before it, so that errors still have theirs. */
    private static String replaced(
            String code, Pattern pattern, Function<MatchResult, String> statement) {
        return pattern.matcher(code)
                .replaceAll(it -> {
                    String found = it.group();
                    int blanks = found.length() - found.stripLeading().length();
                    return Matcher.quoteReplacement(
                            found.substring(0, blanks) + statement.apply(it));
                });
    }

    private String need(String from, String name) {
        String path = resolved(from, name);
        add(path);
        return "$$need('%s')".formatted(path);
    }

    private String resolved(String from, String name) {
        if (name.startsWith(".")) {
            return URI.create(from).resolve(name).toString();
        }
        var exact = names.get(name);
        return exact != null
                ? exact
                : names.entrySet().stream()
                        .filter(it -> it.getKey().endsWith("/") && name.startsWith(it.getKey()))
                        .map(it -> it.getValue() + name.substring(it.getKey().length()))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("not in the map: " + name));
    }

    private static String imported(@Nullable String clause, String module) {
        if (clause == null) {
            return module + ";";
        }
        return clause.startsWith("*")
                ? "const %s = %s;".formatted(clause.replaceFirst("\\*\\s*as\\s+", ""), module)
                : "const %s = %s;".formatted(clause.replaceAll("\\s+as\\s+", ": "), module);
    }

    private static String passedOn(String clause, String module) {
        return clause.equals("*")
                ? "$$exposeAll($$all, %s);".formatted(module)
                : "$$expose($$all, %s);".formatted(getters(clause, module + "."));
    }

    /** {@code {a as b, c}} becomes {@code {b: () => a, c: () => c}}. */
    private static String getters(String clause, String owner) {
        return Arrays.stream(clause.replaceAll("[{}]", "").split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(name -> name.split("\\s+as\\s+", -1))
                .map(pair -> "%s: () => %s%s".formatted(pair[pair.length - 1], owner, pair[0]))
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
