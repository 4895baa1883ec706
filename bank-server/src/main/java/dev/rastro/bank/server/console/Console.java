package dev.rastro.bank.server.console;

import dev.rastro.bank.server.http.Request;
import dev.rastro.bank.server.http.Response;
import dev.rastro.bank.server.http.Route;
import dev.rastro.bank.server.http.Routes;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Answers with the console's files, and with its one document for every page of it. */
public final class Console {

    private static final String DOCUMENT = "/console/index.html";

    /** First segments of the paths that the console's router knows. */
    private static final Set<String> PAGES =
            Set.of(
                    "accounts",
                    "customers",
                    "events",
                    "correlations",
                    "projections",
                    "analytics",
                    "audit",
                    "store");

    private final Assets assets = new Assets();

    private Console() {}

    /** For paths that are no operation of the API. */
    public static Routes.Fallback pages() {
        var console = new Console();
        return new Routes.Fallback(
                Route.get("/", console::answer).producing(MediaType.all()).always(),
                path -> console.find(path).isPresent());
    }

    private Response answer(Request request) {
        Asset asset = find(request.path()).orElseThrow();
        return dressed(body(asset, request), asset);
    }

    private Optional<Asset> find(String path) {
        return assets.find(isPage(path) ? DOCUMENT : path);
    }

    private static boolean isPage(String path) {
        return path.equals("/")
                || (path.startsWith("/") && PAGES.contains(path.substring(1).split("/", 2)[0]));
    }

    private static Response body(Asset asset, Request request) {
        String type = asset.type().header();
        return listed(request, "Accept-Encoding").contains("gzip")
                ? Response.of(200, type, asset.compressed()).header("Content-Encoding", "gzip")
                : Response.of(200, type, asset.body());
    }

    private static Response dressed(Response response, Asset asset) {
        return response.header("ETag", asset.etag())
                .header("Vary", "Accept-Encoding")
                .header("Cache-Control", asset.cacheControl())
                .header("Content-Security-Policy", asset.policy())
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin");
    }

    /** Without weights: nobody who names gzip refuses it. */
    private static List<String> listed(Request request, String header) {
        return request.headers().all(header).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(value -> value.split(";", 2)[0].strip())
                .toList();
    }
}
