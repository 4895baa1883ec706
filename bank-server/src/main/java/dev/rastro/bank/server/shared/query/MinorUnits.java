package dev.rastro.bank.server.shared.query;

import java.math.BigDecimal;
import java.util.Currency;

/** Sums of money, which may be more than a balance can be. */
public final class MinorUnits {

    private MinorUnits() {}

    /** An amount in minor units with the decimals of its currency. */
    public static String decimal(BigDecimal minorUnits, Currency currency) {
        int scale = currency.getDefaultFractionDigits();
        return minorUnits.movePointLeft(scale).setScale(scale).toPlainString();
    }
}
