package io.nija.simulator.internal.protocol;

import java.math.BigDecimal;
import java.math.RoundingMode;

import io.nija.exchange.market.PairRule;
import io.nija.exchange.venue.Refused;
import io.nija.exchange.venue.Terms;
import io.nija.exchange.venue.Variants;

/**
 * The price notation (reference sheet §8.1): plain, or relative to a reference price with {@code +}, {@code -} or
 * {@code #}, in quote or in percent; onto a pair's grid. Pure.
 */
record Prices(PairRule rule, Variants variants) {

    private static boolean relative(String given) {
        return given.matches("[+\\-#].*|.*%");
    }

    /**
     * A price in ticks.
     *
     * @param reference the price that a relative one starts from, in ticks
     * @param hashIsMinus which way {@code #} goes
     */
    long absolute(String given, long reference, boolean hashIsMinus) throws Refused {
        if (!relative(given)) {
            return ticks(new BigDecimal(given));
        }
        long offset = offset(given, reference, hashIsMinus);
        if (reference + offset < 1) {
            throw new Refused("EOrder:Invalid price");
        }
        return reference + offset;
    }

    /** A signed distance in ticks, rounded to the grid. */
    long offset(String given, long reference, boolean hashIsMinus) throws Refused {
        boolean signed = given.matches("[+\\-#].*");
        boolean percent = given.endsWith("%");
        BigDecimal amount = new BigDecimal(given.substring(signed ? 1 : 0, given.length() - (percent ? 1 : 0)));
        BigDecimal value = percent ? rule.price(reference).multiply(amount).movePointLeft(2) : amount;
        if (value.precision() - value.scale() > 9) {
            throw new Refused("EOrder:Invalid price");
        }
        long ticks = value.divide(rule.tickSize(), 0, RoundingMode.HALF_UP).longValueExact();
        return given.charAt(0) == '-' || given.charAt(0) == '#' && hashIsMinus ? -ticks : ticks;
    }

    /** A trailing stop's distance in parts per million: {@code +1.5%} is 15,000. */
    static long perMillion(String given) throws Refused {
        return Terms.perMillion(new BigDecimal(given.substring(1, given.length() - 1)));
    }

    /** A plain price in ticks. */
    long ticks(BigDecimal price) throws Refused {
        return new Terms(rule, variants).ticks(price);
    }
}
