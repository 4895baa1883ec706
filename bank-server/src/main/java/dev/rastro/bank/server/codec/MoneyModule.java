package dev.rastro.bank.server.codec;

import dev.rastro.bank.money.Money;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

import java.util.Currency;

/**
 * Money as {@code {"amount":"12.34","currency":"EUR"}}. The amount is text with exactly the
 * currency's digits; nothing else is read, so what is read is written again as it was.
 */
final class MoneyModule extends SimpleModule {

    private static final long serialVersionUID = 1L;
    private static final String AMOUNT = "amount";
    private static final String CURRENCY = "currency";

    MoneyModule() {
        super("rastro-money");
        addSerializer(new Writer());
        addDeserializer(Money.class, new Reader());
    }

    private static final class Writer extends StdSerializer<Money> {

        Writer() {
            super(Money.class);
        }

        @Override
        public void serialize(Money money, JsonGenerator out, SerializationContext context) {
            out.writeStartObject();
            out.writeStringProperty(AMOUNT, money.decimal());
            out.writeStringProperty(CURRENCY, money.currency().getCurrencyCode());
            out.writeEndObject();
        }
    }

    private static final class Reader extends StdDeserializer<Money> {

        Reader() {
            super(Money.class);
        }

        @Override
        public Money deserialize(JsonParser in, DeserializationContext context) {
            if (!in.isExpectedStartObjectToken()) {
                return (Money) context.handleUnexpectedToken(Money.class, in);
            }
            String amount = null;
            String currency = null;
            for (var name = in.nextName(); name != null; name = in.nextName()) {
                switch (name) {
                    case AMOUNT -> amount = text(in, context);
                    case CURRENCY -> currency = text(in, context);
                    default -> throw refusal(context, "an unknown field");
                }
            }
            return money(amount, currency, context);
        }

        private static String text(JsonParser in, DeserializationContext context) {
            if (in.nextToken() != JsonToken.VALUE_STRING) {
                throw refusal(context, "a value that is no text");
            }
            return in.getString();
        }

        private static Money money(
                @Nullable String amount, @Nullable String code, DeserializationContext context) {
            if (amount == null || code == null) {
                throw refusal(context, "no amount or no currency");
            }
            try {
                return Money.parseSigned(amount, Currency.getInstance(code))
                        .filter(money -> money.decimal().equals(amount))
                        .orElseThrow(() -> refusal(context, "an inexact amount"));
            } catch (IllegalArgumentException e) {
                throw refusal(context, "an unknown currency");
            }
        }

        private static RuntimeException refusal(DeserializationContext context, String what) {
            return context.instantiationException(
                    Money.class, new IllegalArgumentException("money with " + what));
        }
    }
}
