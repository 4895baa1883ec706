package dev.rastro.bank.server.console;

import dev.rastro.web.Headers;
import dev.rastro.web.Request;
import dev.rastro.web.Response;
import dev.rastro.web.Route;
import dev.rastro.web.Routes;
import dev.rastro.web.wire.Compression;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Answers with the console's files, and with its one document for every page of it. */
public final class Console {

    static final String DOCUMENT = "/console/index.html";

    /** First segments of the paths that the console's router knows. */
    private static final Set<String> PAGES =
            Set.of(
                    "accounts",
                    "customers",
                    "events",
                    "standing-orders",
                    "correlations",
                    "projections",
                    "analytics",
                    "audit",
                    "store");

    /** Below these, only programs ask. */
    private static final List<String> NOT_READ = List.of("/api/", "/console/");

    private final Assets assets = new Assets();

    private Console() {}

    /** For paths that are no operation of the API. */
    public static Routes.Fallback pages() {
        var console = new Console();
        return new Routes.Fallback(
                Route.get("/", console::answer).producing(MediaType.all()).always(),
                path -> console.find(path).isPresent(),
                Console::isRead);
    }

    /** Whether a person goes there: programs want to know by a code that there is nothing. */
    private static boolean isRead(String path, Headers headers) {
        return NOT_READ.stream().noneMatch(path::startsWith)
                && listed(headers, "Accept").contains("text/html");
    }

    private Response answer(Request request) {
        return find(request.path())
                .map(asset -> dressed(200, asset, request).header("ETag", asset.etag()))
                .orElseGet(() -> dressed(404, assets.find(DOCUMENT).orElseThrow(), request));
    }

    private Optional<Asset> find(String path) {
        return assets.find(isPage(path) ? DOCUMENT : path);
    }

    private static boolean isPage(String path) {
        return path.equals("/")
                || (path.startsWith("/") && PAGES.contains(path.substring(1).split("/", 2)[0]));
    }

    private static Response body(int status, Asset asset, Request request) {
        String type = asset.type().header();
        return Compression.isTaken(request.headers()::all)
                ? Response.of(status, type, asset.compressed()).header("Content-Encoding", "gzip")
                : Response.of(status, type, asset.body());
    }

    private static Response dressed(int status, Asset asset, Request request) {
        return body(status, asset, request)
                .header("Vary", status == 200 ? "Accept-Encoding" : "Accept, Accept-Encoding")
                .header("Cache-Control", asset.cacheControl())
                .header("Content-Security-Policy", asset.policy())
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin");
    }

    /** Without weights: nobody who names gzip refuses it. */
    private static List<String> listed(Headers headers, String name) {
        return headers.all(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(value -> value.split(";", 2)[0].strip())
                .toList();
    }
}
