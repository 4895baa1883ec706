package dev.rastro.bank.server.api.query;

import dev.rastro.bank.server.http.Response;
import dev.rastro.bank.server.http.Route;
import dev.rastro.engine.event.Payload;

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

    private static Payload read() {
        try (InputStream in =
                Objects.requireNonNull(OpenApiDocument.class.getResourceAsStream(RESOURCE))) {
            return Payload.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
