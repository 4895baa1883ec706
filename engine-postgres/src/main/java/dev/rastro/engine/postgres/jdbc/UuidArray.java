package dev.rastro.engine.postgres.jdbc;

import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PreferQueryMode;
import org.postgresql.util.PGBinaryObject;
import org.postgresql.util.PGobject;

import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;

/** An array of UUIDs in PostgreSQL's binary format, which the driver lacks for this type. */
public final class UuidArray extends PGobject implements PGBinaryObject {

    private static final long serialVersionUID = 1;

    /** One dimension; whether there are nulls; the type of elements; their number; from 1. */
    private static final int HEADER_BYTES = 5 * Integer.BYTES;

    private static final int ELEMENT_BYTES = Integer.BYTES + 2 * Long.BYTES;

    private final @Nullable UUID[] values;

    private UuidArray(@Nullable UUID[] values) {
        this.values = values;
        setType("_uuid");
    }

    /** Binds a parameter of the type {@code uuid[]}. */
    public static void bind(PreparedStatement statement, int index, @Nullable UUID[] values)
            throws SQLException {
        var connection = statement.getConnection().unwrap(BaseConnection.class);
        if (connection.getPreferQueryMode() != PreferQueryMode.SIMPLE) {
            connection.getQueryExecutor().addBinarySendOid(Oid.UUID_ARRAY);
        }
        statement.setObject(index, new UuidArray(values));
    }

    /** For a connection that was told to send text only. */
    @Override
    public String getValue() {
        return Arrays.stream(values)
                .map(String::valueOf)
                .collect(Collectors.joining(",", "{", "}"));
    }

    @Override
    public int lengthInBytes() {
        int bytes = HEADER_BYTES;
        for (var value : values) {
            bytes += value == null ? Integer.BYTES : ELEMENT_BYTES;
        }
        return bytes;
    }

    @Override
    public void toBytes(byte[] bytes, int offset) {
        var out = ByteBuffer.wrap(bytes, offset, bytes.length - offset);
        boolean hasNulls = Arrays.asList(values).contains(null);
        out.putInt(1).putInt(hasNulls ? 1 : 0).putInt(Oid.UUID).putInt(values.length).putInt(1);
        for (var value : values) {
            if (value == null) {
                out.putInt(-1);
            } else {
                out.putInt(2 * Long.BYTES);
                out.putLong(value.getMostSignificantBits());
                out.putLong(value.getLeastSignificantBits());
            }
        }
    }

    @Override
    public void setByteValue(byte[] value, int offset) {
        throw new UnsupportedOperationException("only for parameters");
    }
}
