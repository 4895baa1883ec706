package dev.rastro.bank.server.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The console's own files below {@code /console}, and those of its libraries in their jars. */
final class Assets {

    /** No dot begins a name, so that none leads upwards. */
    private static final Pattern OWN =
            Pattern.compile("/console/([\\w-]+/)*[\\w-][\\w.-]*\\.(html|css|js|svg)");

    private static final Pattern LIBRARY =
            Pattern.compile(
                    "/console/lib/((lit|lit-html|lit-element|reactive-element)/[0-9.]+/([\\w-]+/)*[\\w-]+\\.js"
                        + "|echarts/[0-9.]+/dist/echarts\\.esm\\.min\\.js)");

    /** Where an mvnpm artifact keeps its files. */
    private static final String LIBRARIES = "/META-INF/resources/_static/";

    /** So that no pattern has much to try; the names of all files are far shorter. */
    private static final int PATH_LENGTH_MAX = 200;

    /** Only what exists comes in here. */
    private final Map<String, Asset> known = new ConcurrentHashMap<>();

    Optional<Asset> find(String path) {
        Asset seen = known.get(path);
        if (seen != null) {
            return Optional.of(seen);
        }
        if (path.equals(Bundle.PATH)) {
            return Optional.of(bundle());
        }
        if (path.length() > PATH_LENGTH_MAX) {
            return Optional.empty();
        }
        Matcher library = LIBRARY.matcher(path);
        if (library.matches()) {
            return load(path, LIBRARIES + library.group(1), true);
        }
        return OWN.matcher(path).matches() ? load(path, path, false) : Optional.empty();
    }

    private Asset bundle() {
        String document = text(Console.DOCUMENT).orElseThrow();
        byte[] bytes = Bundle.of(this::text, document).getBytes(StandardCharsets.UTF_8);
        var asset = Asset.of(MediaType.JS, bytes, false);
        if (known.containsKey(Console.DOCUMENT)) { // Then no file changes while we run.
            known.put(Bundle.PATH, asset);
        }
        return asset;
    }

    private Optional<String> text(String path) {
        return find(path).map(it -> new String(it.body().bytes(), StandardCharsets.UTF_8));
    }

    private Optional<Asset> load(String path, String resource, boolean lasting) {
        URL file = Assets.class.getResource(resource);
        return file == null
                ? Optional.empty()
                : MediaType.of(path).map(type -> keep(path, file, read(type, file, lasting)));
    }

    /** Files in a folder are read anew, so that whoever works on the console sees what they do. */
    private Asset keep(String path, URL file, Asset asset) {
        if (!file.getProtocol().equals("file")) {
            known.put(path, asset);
        }
        return asset;
    }

    private static Asset read(MediaType type, URL file, boolean lasting) {
        try (var in = file.openStream()) {
            return Asset.of(type, in.readAllBytes(), lasting);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
