package io.nija.simulator.internal.protocol;

import java.math.BigDecimal;
import java.math.RoundingMode;

import io.nija.simulator.internal.market.PairMarket;
import io.nija.simulator.internal.market.PairRule;
import io.nija.simulator.internal.venue.Refused;
import io.nija.simulator.internal.venue.Ticket;
import io.nija.simulator.internal.venue.Variants;

/** What a pair asks of an order: decimals, grid, minimums (reference sheet §15); then it is a {@link Ticket}. */
final class OrderRules {

    private final PairRule rule;
    private final PairMarket market;
    private final Variants variants;

    OrderRules(PairRule rule, PairMarket market, Variants variants) {
        this.rule = rule;
        this.market = market;
        this.variants = variants;
    }

    Ticket check(OrderArguments arguments, long now) throws Refused {
        if (arguments.leverage() != null) {
            // AssetPairs offers none.
            throw Refused.argument("leverage");
        }
        String price = arguments.price() == null ? null : shown(arguments, arguments.price());
        String price2 = arguments.price2() == null ? null : shown(arguments, arguments.price2());
        boolean inQuote = arguments.flags().contains("viqc");
        BigDecimal volume = inQuote ? arguments.volume() : volume(arguments.volume());
        long best = market.best(!arguments.buys()).ticks();
        BigDecimal reference = price == null || price.startsWith("+") || price.startsWith("-")
                ? rule.price(best) : new BigDecimal(price);
        BigDecimal base = inQuote ? volume.divide(reference, PairRule.LOT_DECIMALS, RoundingMode.DOWN) : volume;
        if (base.compareTo(rule.orderMin()) < 0) {
            throw new Refused(variants.text(Variants.Name.SMALL_VOLUME));
        }
        if (reference.multiply(base).compareTo(rule.costMin()) < 0) {
            throw new Refused("EOrder:Cost minimum not met");
        }
        long limit = arguments.type().equals("limit") ? ticks(new BigDecimal(price)) : 0;
        return new Ticket(rule, arguments.buys(), arguments.type(), limit, inQuote ? 0 : lots(volume),
                inQuote ? volume : null, price == null ? "0" : price, price2 == null ? "0" : price2,
                arguments.flags(), arguments.force(), arguments.expires(), arguments.userref(), arguments.clientId(),
                arguments.selfTrade(), describe(arguments, inQuote ? base : volume, price, price2),
                closing(arguments));
    }

    private BigDecimal volume(BigDecimal given) throws Refused {
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

    private static long lots(BigDecimal volume) {
        return volume.unscaledValue().longValueExact();
    }

    private long ticks(BigDecimal price) {
        return price.divideToIntegralValue(rule.tickSize()).longValueExact();
    }

    /** A price in the pair's decimals; a relative one becomes absolute, but for trailing stops. */
    private String shown(OrderArguments arguments, String given) throws Refused {
        boolean relative = given.matches("[+\\-#].*|.*%");
        if (relative && arguments.type().startsWith("trailing")) {
            return given.endsWith("%") ? given
                    : given.charAt(0) + absolute(new BigDecimal(given.substring(1))).toPlainString();
        }
        return absolute(relative ? resolve(arguments, given) : new BigDecimal(given)).toPlainString();
    }

    private BigDecimal absolute(BigDecimal price) throws Refused {
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
        return price.setScale(rule.pairDecimals());
    }

    /** {@code +5}, {@code -1%}, {@code #2%}: an offset from the last trade, rounded to the grid. */
    private BigDecimal resolve(OrderArguments arguments, String given) {
        BigDecimal last = rule.price(market.tape().last(market.now()).ticks());
        boolean percent = given.endsWith("%");
        boolean signed = given.matches("[+\\-#].*");
        BigDecimal amount = new BigDecimal(given.substring(signed ? 1 : 0, given.length() - (percent ? 1 : 0)));
        BigDecimal offset = percent ? last.multiply(amount).movePointLeft(2) : amount;
        // '#': buys below and sells above the market, but for stops, which are on the other side.
        boolean stop = arguments.type().startsWith("stop");
        boolean minus = given.charAt(0) == '-' || given.charAt(0) == '#' && arguments.buys() != stop;
        BigDecimal price = minus ? last.subtract(offset) : last.add(offset);
        return price.divide(rule.tickSize(), 0, RoundingMode.HALF_UP).multiply(rule.tickSize());
    }

    private String describe(OrderArguments arguments, BigDecimal volume, String price, String price2) {
        return Records.side(arguments.buys()) + " " + volume.setScale(PairRule.LOT_DECIMALS, RoundingMode.DOWN).toPlainString()
                + " " + rule.altname() + " @ " + words(arguments.type(), price, price2);
    }

    private static String words(String type, String price, String price2) {
        return switch (type) {
            case "market", "settle-position" -> type.replace('-', ' ');
            case "limit", "iceberg" -> "limit " + price;
            default -> type.replaceAll("-limit$", "").replace('-', ' ') + " " + price
                    + (price2 == null ? "" : " -> limit " + price2);
        };
    }

    private String closing(OrderArguments arguments) throws Refused {
        if (arguments.closeType() == null) {
            return "";
        }
        return "close position @ " + words(arguments.closeType(),
                shown(arguments, arguments.closePrice()),
                arguments.closePrice2() == null ? null : shown(arguments, arguments.closePrice2()));
    }
}
