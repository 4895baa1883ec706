package dev.rastro.bank.server.console;

import dev.rastro.web.Response;
import dev.rastro.web.Route;
import dev.rastro.web.body.Body;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** The description of this API, for programs. */
public final class OpenApiDocument {

    private static final String RESOURCE = "/openapi.yaml";
    private static final String MEDIA_TYPE = "application/yaml";

    private OpenApiDocument() {}

    public static List<Route> routes() {
        var document = read();
        return List.of(
                Route.get(RESOURCE, request -> Response.of(200, MEDIA_TYPE, document))
                        .producing(List.of(MEDIA_TYPE)));
    }

    private static Body read() {
        try (InputStream in =
                Objects.requireNonNull(OpenApiDocument.class.getResourceAsStream(RESOURCE))) {
            return Body.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
