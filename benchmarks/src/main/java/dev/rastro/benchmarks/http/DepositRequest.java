package dev.rastro.benchmarks.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of deposits into one account, in which only the key and the amount change. */
final class DepositRequest {

    static final int CENTS_MAX = 999;

    private static final String BODY = "{\"amount\":\"0.00\",\"description\":\"benchmark\"}";
    private static final String KEY = "0000000000000000";

    private final byte[] template;
    private final int keyAt;
    private final int amountAt;

    DepositRequest(String accountId, int port) {
        var head =
                """
                POST /api/v1/accounts/%s/deposit HTTP/1.1\r
                Host: 127.0.0.1:%d\r
                Content-Type: application/json\r
                Content-Length: %d\r
                Idempotency-Key: %s\r
                \r
                """
                        .formatted(accountId, port, BODY.length(), KEY);
        template = (head + BODY).getBytes(StandardCharsets.ISO_8859_1);
        keyAt = head.lastIndexOf(KEY);
        amountAt = head.length() + BODY.indexOf("0.00");
    }

    /**
     * @param key of which no two requests have the same
     * @param cents 1 to {@link #CENTS_MAX}
     */
    byte[] of(long key, int cents) {
        byte[] request = Arrays.copyOf(template, template.length);
        for (int i = 0; i < KEY.length(); i++) {
            request[keyAt + i] = (byte) Character.forDigit((int) (key >>> (60 - 4 * i)) & 15, 16);
        }
        request[amountAt] = (byte) ('0' + cents / 100);
        request[amountAt + 2] = (byte) ('0' + cents / 10 % 10);
        request[amountAt + 3] = (byte) ('0' + cents % 10);
        return request;
    }
}
