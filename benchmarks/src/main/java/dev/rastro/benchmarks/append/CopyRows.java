package dev.rastro.benchmarks.append;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;

/** Rows in the binary format of {@code COPY}. */
final class CopyRows {

    private static final byte[] SIGNATURE = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
    };
    private static final OffsetDateTime EPOCH =
            OffsetDateTime.of(2000, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private ByteBuffer buffer = ByteBuffer.allocate(1 << 16);

    CopyRows() {
        buffer.put(SIGNATURE).putInt(0).putInt(0);
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            int size = Math.max(2 * buffer.capacity(), buffer.position() + bytes);
            buffer = ByteBuffer.allocate(size).put(buffer.flip());
        }
        return buffer;
    }

    CopyRows begin(int columns) {
        room(2).putShort((short) columns);
        return this;
    }

    CopyRows bigint(long value) {
        room(12).putInt(8).putLong(value);
        return this;
    }

    CopyRows smallint(int value) {
        room(6).putInt(2).putShort((short) value);
        return this;
    }

    CopyRows timestamp(OffsetDateTime time) {
        var since = Duration.between(EPOCH, time);
        return bigint(since.toSeconds() * 1_000_000 + since.toNanosPart() / 1_000);
    }

    CopyRows uuid(UUID value) {
        room(20).putInt(16)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits());
        return this;
    }

    CopyRows text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    CopyRows bytes(byte[] value) {
        room(4 + value.length).putInt(value.length).put(value);
        return this;
    }

    byte[] end() {
        room(2).putShort((short) -1);
        return Arrays.copyOf(buffer.array(), buffer.position());
    }
}
