package dev.rastro.web.request;

import dev.rastro.web.problem.HttpProblem;
import dev.rastro.web.problem.ProblemException;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * A place in a list, opaque to clients. It carries a digest of the list that it belongs to and of
 * itself, against mix-ups and typos; it holds no secret and opens no door.
 */
final class Cursor {

    private static final int DIGEST_LENGTH = 12;

    private Cursor() {}

    static String encode(String list, String place) {
        byte[] digest = digest(list, place);
        byte[] text = place.getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(digest, DIGEST_LENGTH + text.length);
        System.arraycopy(text, 0, all, DIGEST_LENGTH, text.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    static String decode(String list, String cursor) {
        byte[] all = decode(cursor);
        if (all.length < DIGEST_LENGTH) {
            throw invalid();
        }
        String place =
                new String(all, DIGEST_LENGTH, all.length - DIGEST_LENGTH, StandardCharsets.UTF_8);
        // Encoded anew, so that there is one spelling of every cursor.
        if (!encode(list, place).equals(cursor)) {
            throw invalid();
        }
        return place;
    }

    private static byte[] decode(String cursor) {
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    private static byte[] digest(String list, String place) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            add(sha256, "rastro cursor 1");
            add(sha256, list);
            add(sha256, place);
            return Arrays.copyOf(sha256.digest(), DIGEST_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** With its length, so that two parts cannot run into one another. */
    private static void add(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    private static ProblemException invalid() {
        return HttpProblem.INVALID_CURSOR
                .because("use next_cursor of the same list with the same filters")
                .exception();
    }
}
