package dev.rastro.bank.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Currency;
import java.util.Optional;
import java.util.Random;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MoneyTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Currency JPY = Currency.getInstance("JPY");
    private static final Money MOST = euros(Long.MAX_VALUE);
    private static final Money LEAST = euros(Long.MIN_VALUE);
    private static final Money CENT = euros(1);

    private static Money euros(long cents) {
        return new Money(cents, EUR);
    }

    @ParameterizedTest
    @CsvSource({
        "12.34, EUR, 1234",
        "12.3, EUR, 1230",
        "12, EUR, 1200",
        "0.01, EUR, 1",
        "0, EUR, 0",
        "0.00, EUR, 0",
        "007.50, EUR, 750",
        "5, JPY, 5",
        "1.234, BHD, 1234",
        "1.2, BHD, 1200",
        "92233720368547758.07, EUR, 9223372036854775807",
        "9223372036854775807, JPY, 9223372036854775807",
        "9223372036854775.807, BHD, 9223372036854775807",
    })
    void an_amount_is_read_exactly(String text, Currency currency, long minorUnits) {
        assertThat(Money.parse(text, currency)).contains(new Money(minorUnits, currency));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "-",
                "+",
                "-1",
                "+1",
                "-0",
                "--1",
                "1-",
                ".5",
                "1.",
                "1.2.3",
                "1..2",
                "0.001",
                "1.000",
                "1e3",
                "1E3",
                "1e-2",
                "0x10",
                "1f",
                "1d",
                "NaN",
                "Infinity",
                " 1",
                "1 ",
                "1 000",
                "1_000",
                "1,000.00",
                "1,5",
                "'1",
                "1;DROP",
                "null",
                "１２",
                "١٢",
                "1\n",
                "\t1",
                "1\0",
                "\0",
                "1\u00a0",
                "\u200b1",
                "½",
                "²",
                "𝟙",
                "€1",
                "1 EUR",
                "92233720368547758.08",
                "92233720368547759",
                "9223372036854775807",
                "18446744073709551616",
                "184467440737095516.16",
                "99999999999999999999999999999999"
            })
    void anything_but_a_plain_amount_is_refused(String text) {
        assertThat(Money.parse(text, EUR)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.", "0.5", "9223372036854775808"})
    void a_currency_without_minor_units_takes_no_fraction(String text) {
        assertThat(Money.parse(text, JPY)).isEmpty();
    }

    @Test
    void an_endless_string_of_digits_is_refused_or_read_but_never_wraps_around() {
        assertThat(Money.parse("9".repeat(1_000_000), EUR)).isEmpty();
        assertThat(Money.parse("1." + "0".repeat(1_000_000), EUR)).isEmpty();
        assertThat(Money.parse("0".repeat(1_000_000) + "1", EUR)).contains(euros(100));
    }

    @ParameterizedTest
    @CsvSource({
        "1234, EUR, 12.34",
        "5, EUR, 0.05",
        "0, EUR, 0.00",
        "-5, EUR, -0.05",
        "1200, EUR, 12.00",
        "5, JPY, 5",
        "-1, BHD, -0.001",
        "9223372036854775807, EUR, 92233720368547758.07",
        "-9223372036854775808, EUR, -92233720368547758.08",
        "-9223372036854775808, JPY, -9223372036854775808",
    })
    void an_amount_is_written_with_all_digits_of_its_currency_and_read_back(
            long minorUnits, Currency currency, String text) {
        var money = new Money(minorUnits, currency);

        assertThat(money.decimal()).isEqualTo(text);
        assertThat(Money.parseSigned(text, currency)).contains(money);
        assertThat(money).hasToString(text + " " + currency);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--1",
                "- 1",
                "-",
                "-.5",
                "-1.",
                "+1",
                "-+1",
                "-1e3",
                "-92233720368547758.09"
            })
    void a_stored_amount_may_have_a_minus_and_nothing_else(String text) {
        assertThat(Money.parseSigned(text, EUR)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"XXX", "XAU", "XAG", "XDR", "XTS"})
    void currencies_without_a_scale_are_refused(String code) {
        var currency = Currency.getInstance(code);

        assertThat(Money.isCountable(currency)).isFalse();
        assertThat(Money.parse("1", currency)).isEmpty();
        assertThat(Money.parseSigned("-1", currency)).isEmpty();
        assertThatThrownBy(() -> new Money(1, currency))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(code);
    }

    @Test
    void a_sum_that_does_not_fit_is_told_without_an_exception() {
        assertThat(MOST.tryPlus(CENT)).isEmpty();
        assertThat(MOST.tryPlus(MOST)).isEmpty();
        assertThat(LEAST.tryPlus(euros(-1))).isEmpty();
        assertThat(LEAST.tryPlus(LEAST)).isEmpty();
        assertThat(MOST.tryPlus(LEAST)).contains(euros(-1));
        assertThat(euros(Long.MAX_VALUE - 1).tryPlus(CENT)).contains(MOST);
    }

    @Test
    void a_difference_that_does_not_fit_is_told_without_an_exception() {
        assertThat(LEAST.tryMinus(CENT)).isEmpty();
        assertThat(MOST.tryMinus(euros(-1))).isEmpty();
        assertThat(euros(0).tryMinus(LEAST)).isEmpty();
        assertThat(euros(-1).tryMinus(LEAST)).contains(MOST);
        assertThat(euros(1).tryMinus(euros(3))).contains(euros(-2));
    }

    @Test
    void exact_arithmetic_throws_rather_than_wrap_around() {
        assertThat(euros(1).plus(euros(2))).isEqualTo(euros(3));
        assertThat(euros(1).minus(euros(2))).isEqualTo(euros(-1));
        assertThatThrownBy(() -> MOST.plus(CENT)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> LEAST.minus(CENT)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void currencies_do_not_mix() {
        var yen = new Money(1, JPY);

        assertThatThrownBy(() -> CENT.plus(yen)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CENT.minus(yen)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CENT.tryPlus(yen)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CENT.tryMinus(yen)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CENT.isMoreThan(yen)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void signs_and_order_are_those_of_the_number() {
        assertThat(CENT.isPositive()).isTrue();
        assertThat(euros(0).isPositive()).isFalse();
        assertThat(euros(-1).isNegative()).isTrue();
        assertThat(euros(0).isNegative()).isFalse();
        assertThat(Money.zero(EUR).isZero()).isTrue();
        assertThat(CENT.isZero()).isFalse();
        assertThat(MOST.isMoreThan(LEAST)).isTrue();
        assertThat(CENT.isMoreThan(CENT)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void random_amounts_agree_with_unbounded_arithmetic(long seed) {
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            var a = euros(random.nextLong() >> random.nextInt(64));
            var b = euros(random.nextLong() >> random.nextInt(64));
            assertThat(a.tryPlus(b)).isEqualTo(ifItFits(exact(a).add(exact(b))));
            assertThat(a.tryMinus(b)).isEqualTo(ifItFits(exact(a).subtract(exact(b))));
            assertThat(Money.parseSigned(a.decimal(), EUR)).contains(a);
            assertThat(new BigDecimal(a.decimal()).unscaledValue()).isEqualTo(exact(a));
        }
    }

    private static BigInteger exact(Money money) {
        return BigInteger.valueOf(money.minorUnits());
    }

    private static Optional<Money> ifItFits(BigInteger cents) {
        return cents.bitLength() < Long.SIZE
                ? Optional.of(euros(cents.longValueExact()))
                : Optional.empty();
    }
}
