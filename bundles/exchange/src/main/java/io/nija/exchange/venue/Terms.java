package io.nija.exchange.venue;

import java.math.BigDecimal;
import java.math.RoundingMode;

import io.nija.exchange.market.PairRule;

/** What a pair asks of an order's numbers: decimals, grid, minimums (reference sheet §15). Pure. */
public record Terms(PairRule rule, Variants variants) {

    private static final BigDecimal MILLIONTHS = new BigDecimal(10_000);

    /** What a market takes in its mode. @throws Refused when it does not take such an order */
    public static void checkMode(Mode mode, String type, boolean postOnly) throws Refused {
        switch (mode) {
            case ONLINE -> { }
            case CANCEL_ONLY -> throw new Refused("EService:Market in cancel_only mode");
            case POST_ONLY -> {
                if (!postOnly) {
                    throw new Refused("EService:Market in post_only mode");
                }
            }
            case LIMIT_ONLY -> {
                if (!type.equals("limit")) {
                    throw new Refused("EService:Market in limit_only mode");
                }
            }
            case REDUCE_ONLY -> throw new Refused("EOrder:Reduce only:No position exists");
            case MAINTENANCE -> throw new Refused("EService:Unavailable");
        }
    }

    /** A volume to the decimals a pair has. */
    public BigDecimal volume(BigDecimal given) throws Refused {
        BigDecimal plain = given.stripTrailingZeros();
        if (plain.scale() > PairRule.LOT_DECIMALS && variants.text(Variants.Name.LONG_VOLUME).equals("refuse")) {
            throw Refused.argument("volume");
        }
        BigDecimal volume = given.setScale(PairRule.LOT_DECIMALS, RoundingMode.DOWN);
        if (volume.precision() > 17) {
            throw Refused.argument("volume");
        }
        return volume;
    }

    /** A volume in lots. */
    public static long lots(BigDecimal volume) {
        return volume.unscaledValue().longValueExact();
    }

    /** The smallest volume and the smallest cost. */
    public void checkSize(BigDecimal base, BigDecimal price) throws Refused {
        if (base.compareTo(rule.orderMin()) < 0) {
            throw new Refused(variants.text(Variants.Name.SMALL_VOLUME));
        }
        if (price.multiply(base).compareTo(rule.costMin()) < 0) {
            throw new Refused("EOrder:Cost minimum not met");
        }
    }

    /** A price in ticks. */
    public long ticks(BigDecimal price) throws Refused {
        if (price.stripTrailingZeros().scale() > rule.pairDecimals()) {
            throw new Refused("EOrder:Invalid price:" + rule.id() + " price can only be specified up to "
                    + rule.pairDecimals() + " decimals.");
        }
        if (price.signum() <= 0 || price.precision() - price.scale() > 9) {
            throw new Refused("EOrder:Invalid price");
        }
        if (price.remainder(rule.tickSize()).signum() != 0) {
            throw new Refused("EOrder:Tick size check failed");
        }
        return price.divideToIntegralValue(rule.tickSize()).longValueExact();
    }

    /** A trailing stop's distance of so many percent in parts per million. */
    public static long perMillion(BigDecimal percent) throws Refused {
        BigDecimal parts = percent.multiply(MILLIONTHS);
        if (parts.stripTrailingZeros().scale() > 0 || parts.signum() <= 0
                || parts.compareTo(BigDecimal.valueOf(1_000_000)) >= 0) {
            throw new Refused("EOrder:Invalid price");
        }
        return parts.longValueExact();
    }
}
