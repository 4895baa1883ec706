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
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;

/** An array in PostgreSQL's binary format, for the types that the driver sends as text. */
public final class BinaryArray extends PGobject implements PGBinaryObject {

    private static final long serialVersionUID = 1;

    /** One dimension; whether there are nulls; the type of elements; their number; from 1. */
    private static final int HEADER_BYTES = 5 * Integer.BYTES;

    private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);
    private static final Instant FIRST_INSTANT = Instant.parse("2000-01-01T00:00:00Z");

    private enum Element {
        UUID("_uuid", Oid.UUID, Oid.UUID_ARRAY, 16) {
            @Override
            void put(Object value, ByteBuffer out) {
                var uuid = (UUID) value;
                out.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
            }
        },
        DATE("_date", Oid.DATE, Oid.DATE_ARRAY, 4) {
            @Override
            void put(Object value, ByteBuffer out) {
                long days = ChronoUnit.DAYS.between(FIRST_DAY, (LocalDate) value);
                out.putInt(Math.toIntExact(days));
            }
        },
        TIMESTAMPTZ("_timestamptz", Oid.TIMESTAMPTZ, Oid.TIMESTAMPTZ_ARRAY, 8) {
            @Override
            void put(Object value, ByteBuffer out) {
                var instant = ((OffsetDateTime) value).toInstant();
                out.putLong(ChronoUnit.MICROS.between(FIRST_INSTANT, instant));
            }
        };

        private final String arrayType;
        private final int oid;
        private final int arrayOid;
        private final int bytes;

        Element(String arrayType, int oid, int arrayOid, int bytes) {
            this.arrayType = arrayType;
            this.oid = oid;
            this.arrayOid = arrayOid;
            this.bytes = bytes;
        }

        abstract void put(Object value, ByteBuffer out);
    }

    private final Element element;
    private final @Nullable Object[] values;

    private BinaryArray(Element element, @Nullable Object[] values) {
        this.element = element;
        this.values = values;
        setType(element.arrayType);
    }

    /** Binds a parameter of the type {@code uuid[]}. */
    public static void bind(PreparedStatement statement, int index, @Nullable UUID[] values)
            throws SQLException {
        bind(statement, index, Element.UUID, values);
    }

    /** Binds a parameter of the type {@code date[]}. */
    static void bind(PreparedStatement statement, int index, @Nullable LocalDate[] values)
            throws SQLException {
        bind(statement, index, Element.DATE, values);
    }

    /** Binds a parameter of the type {@code timestamptz[]}, to the microsecond. */
    static void bind(PreparedStatement statement, int index, @Nullable OffsetDateTime[] values)
            throws SQLException {
        bind(statement, index, Element.TIMESTAMPTZ, values);
    }

    private static void bind(
            PreparedStatement statement, int index, Element element, @Nullable Object[] values)
            throws SQLException {
        var connection = statement.getConnection().unwrap(BaseConnection.class);
        if (connection.getPreferQueryMode() != PreferQueryMode.SIMPLE) {
            connection.getQueryExecutor().addBinarySendOid(element.arrayOid);
        }
        statement.setObject(index, new BinaryArray(element, values));
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
            bytes += Integer.BYTES + (value == null ? 0 : element.bytes);
        }
        return bytes;
    }

    @Override
    public void toBytes(byte[] bytes, int offset) {
        var out = ByteBuffer.wrap(bytes, offset, bytes.length - offset);
        boolean hasNulls = Arrays.asList(values).contains(null);
        out.putInt(1).putInt(hasNulls ? 1 : 0).putInt(element.oid).putInt(values.length).putInt(1);
        for (var value : values) {
            out.putInt(value == null ? -1 : element.bytes);
            if (value != null) {
                element.put(value, out);
            }
        }
    }

    @Override
    public void setByteValue(byte[] value, int offset) {
        throw new UnsupportedOperationException("only for parameters");
    }
}
