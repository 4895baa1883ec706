package dev.rastro.bank.server.console;

import dev.rastro.web.body.Body;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * One file, ready to be sent.
 *
 * @param etag weak, because it stands for the compressed form, too
 * @param lasting whether there will never be other content under its path
 */
record Asset(
        MediaType type, Body body, Body compressed, String etag, String policy, boolean lasting) {

    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    static Asset of(MediaType type, byte[] bytes, boolean lasting) {
        var base64 = Base64.getUrlEncoder().withoutPadding();
        return new Asset(
                type,
                Body.of(bytes),
                Body.of(compress(bytes)),
                "W/\"%s\"".formatted(base64.encodeToString(sha256(bytes)).substring(0, 22)),
                policy(type, bytes),
                lasting);
    }

    String cacheControl() {
        return lasting ? "public, max-age=31536000, immutable" : "no-cache";
    }

    /** The only script inside the document is named by its hash, so that the two never differ. */
    private static String policy(MediaType type, byte[] bytes) {
        Matcher map = IMPORT_MAP.matcher(new String(bytes, StandardCharsets.UTF_8));
        String inline =
                type == MediaType.HTML && map.find()
                        ? " 'sha256-%s'".formatted(hash(map.group(1)))
                        : "";
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self'" + inline,
                "style-src 'self'",
                "img-src 'self' data:",
                "font-src 'self'",
                "connect-src 'self'",
                "frame-ancestors 'none'",
                "base-uri 'none'",
                "form-action 'none'");
    }

    private static String hash(String text) {
        return Base64.getEncoder().encodeToString(sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] compress(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
