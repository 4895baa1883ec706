package dev.rastro.web;

import dev.rastro.web.body.Body;
import dev.rastro.web.json.JsonWriter;
import dev.rastro.web.problem.Problem;
import dev.rastro.web.wire.Compression;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a handler answers. */
public record Response(
        int status, Map<String, String> headers, Body body, Optional<Stream> stream) {

    /** A body that is written bit by bit, for as long as it likes. */
    public interface Stream {

        /**
         * @throws IOException if the client has gone; let it pass
         */
        void writeTo(OutputStream out) throws IOException;

        /** Gives back what the stream holds; called at its end, and also if it never begins. */
        default void close() {}
    }

    /** A stream that cannot go on; whoever reads it must not take it for whole. */
    public static final class BrokenOffException extends RuntimeException {
        public BrokenOffException(Throwable cause) {
            super(cause.getMessage(), cause);
        }
    }

    private static final String JSON = "application/json";

    /** What repeats itself; no refusals, which are short, nor what is compressed already. */
    private static final List<String> COMPRESSIBLE =
            List.of(JSON, "application/x-ndjson", "application/yaml", "text/csv", "text/plain");

    /** What is shorter fits into a packet anyway. */
    private static final int COMPRESSED_MIN = 1_400;

    public static Response json(int status, Object value) {
        return of(status, JSON, JsonWriter.write(value));
    }

    public static Response of(int status, String mediaType, Body body) {
        return new Response(status, Map.of("Content-Type", mediaType), body, Optional.empty());
    }

    public static Response streaming(String mediaType, Stream stream) {
        return new Response(
                200, Map.of("Content-Type", mediaType), Body.empty(), Optional.of(stream));
    }

    public static Response problem(Problem problem, UUID requestId) {
        Body body = JsonWriter.write(problem.document(requestId));
        Response response = of(problem.code().status(), Problem.MEDIA_TYPE, body);
        for (Map.Entry<String, String> header : problem.headers().entrySet()) {
            response = response.header(header.getKey(), header.getValue());
        }
        return response;
    }

    public Response streamedBy(Stream other) {
        return new Response(status, headers, body, Optional.of(other));
    }

    public Response header(String name, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Response(status, Collections.unmodifiableMap(all), body, stream);
    }

    /** The same in fewer bytes, where that is asked for and worth it. */
    Response compressedFor(Headers asked) {
        if (!isCompressible()) {
            return this;
        }
        Response varying = header("Vary", "Accept-Encoding, Sec-Fetch-Site");
        if (!Compression.isSafe(asked::all)) {
            return varying;
        }
        Body smaller = Body.of(Compression.gzip(body.bytes()));
        return new Response(status, varying.headers, smaller, stream)
                .header("Content-Encoding", "gzip");
    }

    /** A strong ETag stands for these bytes, and those of another coding would need another. */
    private boolean isCompressible() {
        String type = headers.getOrDefault("Content-Type", "").split(";", 2)[0];
        return body.size() >= COMPRESSED_MIN
                && COMPRESSIBLE.contains(type)
                && !headers.containsKey("Content-Encoding")
                && headers.getOrDefault("ETag", "W/").startsWith("W/");
    }

    /** With these headers too, where it has none of the name. */
    Response over(Map<String, String> defaults) {
        var all = new LinkedHashMap<>(defaults);
        all.putAll(headers);
        return new Response(status, Collections.unmodifiableMap(all), body, stream);
    }

    /** The version of what is shown, as {@code If-Match} may name it later. */
    public Response version(long version) {
        return header("ETag", "\"%d\"".formatted(version));
    }
}
