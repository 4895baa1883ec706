package dev.rastro.bank.server.console;

import dev.rastro.bank.server.http.Request;
import dev.rastro.bank.server.http.Response;
import dev.rastro.bank.server.http.Route;
import dev.rastro.bank.server.http.problem.ProblemCode;
import dev.rastro.engine.event.Payload;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers with the console's files, and with its one document for every page of it. */
public final class Console {

    private static final String DOCUMENT = "/console/index.html";

    /** First segments of the paths that the console's router knows. */
    private static final Set<String> PAGES =
            Set.of(
                    "",
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

    /** For every path that is no operation of the API. */
    public static Route route() {
        return Route.get("/", new Console()::answer).producing(MediaType.all()).always();
    }

    private Response answer(Request request) {
        String path = isPage(request.path()) ? DOCUMENT : request.path();
        Asset asset =
                assets.find(path)
                        .orElseThrow(() ->
                                ProblemCode.NOT_FOUND
                                        .because("there is no " + request.path())
                                        .exception());
        return dressed(isKnown(asset, request) ? notModified() : body(asset, request), asset);
    }

    private static boolean isPage(String path) {
        return PAGES.contains(path.substring(1).split("/", 2)[0]);
    }

    private static boolean isKnown(Asset asset, Request request) {
        return listed(request, "If-None-Match").contains(asset.etag());
    }

    private static Response notModified() {
        return new Response(304, Map.of(), Payload.empty(), Optional.empty());
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
