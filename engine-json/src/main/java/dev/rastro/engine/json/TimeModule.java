package dev.rastro.engine.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.function.Function;

/** Dates and times are ISO 8601 text. By default they may also be numbers, arrays, and guesses. */
final class TimeModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    TimeModule() {
        super("rastro-time");
        read(Instant.class, Instant::parse);
        read(LocalDate.class, LocalDate::parse);
        read(LocalTime.class, LocalTime::parse);
        read(LocalDateTime.class, LocalDateTime::parse);
        read(OffsetDateTime.class, OffsetDateTime::parse);
        read(ZonedDateTime.class, ZonedDateTime::parse);
        read(Duration.class, Duration::parse);
        read(Period.class, Period::parse);
    }

    private <T> void read(Class<T> type, Function<String, T> parse) {
        addDeserializer(type, new FromText<>(type, parse));
    }

    private static final class FromText<T> extends StdDeserializer<T> {
        private final Class<T> type;
        private final Function<String, T> parse;

        FromText(Class<T> type, Function<String, T> parse) {
            super(type);
            this.type = type;
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser in, DeserializationContext context) {
            if (in.currentToken() != JsonToken.VALUE_STRING) {
                return type.cast(context.handleUnexpectedToken(type, in));
            }
            var text = in.getString();
            try {
                return parse.apply(text);
            } catch (DateTimeException e) {
                throw context.weirdStringException(text, type, "not ISO 8601");
            }
        }
    }
}
