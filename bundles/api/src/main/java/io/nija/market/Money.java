package io.nija.market;

import java.math.BigDecimal;

/**
 * An amount of one currency or asset, exact.
 *
 * @param amount of the unit, never rounded on the way
 * @param currency as operators write it, for example {@code USD} or {@code BTC}
 */
public record Money(BigDecimal amount, String currency) {

    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency;
    }
}
