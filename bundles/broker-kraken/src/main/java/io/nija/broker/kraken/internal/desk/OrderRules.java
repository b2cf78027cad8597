package io.nija.broker.kraken.internal.desk;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import io.nija.broker.Capabilities;
import io.nija.market.Instrument;
import io.nija.market.MarketMode;
import io.nija.order.Amendment;
import io.nija.order.OrderDetails;
import io.nija.order.OrderRequest;
import io.nija.order.OrderType;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.order.TimeInForce;

/** Kraken's rules for an order, checked before it is asked. Pure; exact. */
final class OrderRules {

    /**
     * FOK is not in Kraken's own description; there are no positions to settle on spot; Kraken answers the same client order id
     * twice with two orders, so nothing is repeatable.
     */
    static final Capabilities CAPABILITIES = new Capabilities(
            Set.of(OrderType.MARKET, OrderType.LIMIT, OrderType.ICEBERG, OrderType.STOP_LOSS, OrderType.STOP_LOSS_LIMIT, OrderType.TAKE_PROFIT,
                    OrderType.TAKE_PROFIT_LIMIT, OrderType.TRAILING_STOP, OrderType.TRAILING_STOP_LIMIT),
            Set.of(TimeInForce.GTC, TimeInForce.IOC, TimeInForce.GTD), true, true, false, true);

    /** An iceberg shows at least a fifteenth (sheet, section 8.1). */
    private static final BigDecimal LEAST_SHOWN = BigDecimal.valueOf(15);

    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(5);
    private static final Duration LONGEST_LIFE = Duration.ofDays(30);

    private OrderRules() {}

    /**
     * Why Kraken would refuse the order; empty when no rule we know is broken.
     *
     * @param purpose the market's mode, which may have changed since it was read, keeps entries away; of the rest Kraken judges
     * @param now by Kraken's clock
     */
    static Optional<Refusal> broken(Instrument instrument, OrderRequest order, Purpose purpose, Instant now) {
        String symbol = instrument.symbol().toString();
        Optional<Refusal> never = never(order);
        if (never.isPresent()) {
            return never;
        }
        if (order.expiresAt() != null && (order.expiresAt().isBefore(now.plus(SHORTEST_LIFE))
                || order.expiresAt().isAfter(now.plus(LONGEST_LIFE)))) {
            return refused("KRAKEN_EXPIRY", "Kraken takes orders that end in 5 seconds to a month; this one ends at "
                    + order.expiresAt() + ".");
        }
        Optional<Refusal> closed = purpose == Purpose.ENTRY ? closedMarket(instrument, order) : Optional.empty();
        return closed.or(() -> quantity(instrument, order.quantity(), symbol))
                .or(() -> price(instrument, "limit", order.limit(), symbol))
                .or(() -> price(instrument, "stop", order.stop(), symbol))
                .or(() -> details(instrument, order.details(), symbol))
                .or(() -> cost(instrument, order.limit() != null ? order.limit() : order.stop(), order.quantity(), symbol));
    }

    /** Why no order of this kind can be placed, whatever the instrument and its market; empty when it can. */
    static Optional<Refusal> never(OrderRequest order) {
        if (!CAPABILITIES.types().contains(order.type())) {
            return refused("KRAKEN_UNSUPPORTED", "A " + order.type().words() + " order cannot be placed at Kraken Spot by this version.");
        }
        if (!CAPABILITIES.timesInForce().contains(order.timeInForce())) {
            return refused("KRAKEN_UNSUPPORTED", "Kraken's interface does not surely take " + order.timeInForce()
                    + " orders; use GTC, GTD or IOC.");
        }
        if (waits(order) && order.timeInForce() == TimeInForce.IOC) {
            return refused("KRAKEN_UNSUPPORTED", "An order that waits for a price cannot be immediate-or-cancel.");
        }
        if (order.type() == OrderType.MARKET && order.timeInForce() == TimeInForce.GTD) {
            return refused("KRAKEN_UNSUPPORTED", "A market order does not rest, so it cannot end at a date.");
        }
        OrderDetails details = order.details();
        boolean trails = order.type() == OrderType.TRAILING_STOP || order.type() == OrderType.TRAILING_STOP_LIMIT;
        if (trails != (details.trail() != null)) {
            return refused("KRAKEN_UNSUPPORTED", "A trailing stop needs the distance by which it trails.");
        }
        if ((order.type() == OrderType.ICEBERG) != (details.display() != null)) {
            return refused("KRAKEN_UNSUPPORTED", "An iceberg needs the quantity that it shows.");
        }
        if (details.display() != null && details.display().multiply(LEAST_SHOWN).compareTo(order.quantity()) < 0) {
            return refused("KRAKEN_DISPLAY", "An iceberg at Kraken shows at least a fifteenth of its quantity; " + plain(details.display())
                    + " of " + plain(order.quantity()) + " is less.");
        }
        return details.triggeredBy() == OrderDetails.TriggeredBy.LAST || waits(order) ? Optional.empty()
                : refused("KRAKEN_UNSUPPORTED", "Only an order that waits for a price can be triggered by the index.");
    }

    private static boolean waits(OrderRequest order) {
        return order.stop() != null || order.details().trail() != null;
    }

    /** Why Kraken would refuse the amendment of an order of this instrument. What it costs, only Kraken knows. */
    static Optional<Refusal> broken(Instrument instrument, Amendment amendment) {
        String symbol = instrument.symbol().toString();
        return quantityStep(instrument, amendment.quantity(), symbol)
                .or(() -> price(instrument, "limit", amendment.limit(), symbol))
                .or(() -> price(instrument, "stop", amendment.stop(), symbol));
    }

    private static Optional<Refusal> details(Instrument instrument, OrderDetails details, String symbol) {
        OrderDetails.Trail trail = details.trail();
        return quantityStep(instrument, details.display(), symbol)
                .or(() -> trail == null || trail.percent() ? Optional.empty() : price(instrument, "trailing", trail.distance(), symbol))
                .or(() -> trail == null ? Optional.empty() : price(instrument, "trailing limit", trail.limit(), symbol));
    }

    private static Optional<Refusal> quantity(Instrument instrument, BigDecimal quantity, String symbol) {
        return quantityStep(instrument, quantity, symbol).or(() -> quantity.compareTo(instrument.minQuantity()) >= 0 ? Optional.empty()
                : refused("KRAKEN_ORDER_MINIMUM", "The quantity " + plain(quantity) + " is below the minimum "
                        + plain(instrument.minQuantity()) + " (" + symbol + ")."));
    }

    private static Optional<Refusal> quantityStep(Instrument instrument, BigDecimal quantity, String symbol) {
        return quantity == null || onGrid(quantity, instrument.quantityStep()) ? Optional.empty()
                : refused("KRAKEN_QUANTITY_STEP", "The quantity " + plain(quantity) + " is not a multiple of "
                        + plain(instrument.quantityStep()) + " (" + symbol + ").");
    }

    private static Optional<Refusal> price(Instrument instrument, String name, BigDecimal price, String symbol) {
        if (price == null) {
            return Optional.empty();
        }
        if (price.stripTrailingZeros().scale() > instrument.priceDecimals()) {
            return refused("KRAKEN_PRICE_DECIMALS", "The " + name + " price " + plain(price) + " has more than "
                    + instrument.priceDecimals() + " decimals (" + symbol + ").");
        }
        return onGrid(price, instrument.priceTick()) ? Optional.empty()
                : refused("KRAKEN_TICK_SIZE", "The " + name + " price " + plain(price) + " is not a multiple of "
                        + plain(instrument.priceTick()) + " (" + symbol + ").");
    }

    private static Optional<Refusal> cost(Instrument instrument, BigDecimal price, BigDecimal quantity, String symbol) {
        if (price == null || price.multiply(quantity).compareTo(instrument.minCost()) >= 0) {
            return Optional.empty();
        }
        return refused("KRAKEN_COST_MINIMUM", "Price times quantity is " + plain(price.multiply(quantity)) + ", below the minimum "
                + plain(instrument.minCost()) + " " + instrument.symbol().quote() + " (" + symbol + ").");
    }

    private static Optional<Refusal> closedMarket(Instrument instrument, OrderRequest order) {
        MarketMode mode = instrument.mode();
        boolean taken = switch (mode) {
            case ONLINE -> true;
            case POST_ONLY -> order.postOnly();
            case LIMIT_ONLY -> order.type() == OrderType.LIMIT;
            case REDUCE_ONLY -> order.side() == Side.SELL;
            case CANCEL_ONLY, MAINTENANCE, OTHER -> false;
        };
        return taken ? Optional.empty()
                : refused("KRAKEN_MARKET_CLOSED", instrument.symbol() + " is in mode " + mode + " and does not take this order.");
    }

    private static Optional<Refusal> refused(String code, String reason) {
        return Optional.of(new Refusal(code, reason));
    }

    private static boolean onGrid(BigDecimal value, BigDecimal step) {
        return step.signum() <= 0 || value.remainder(step).signum() == 0;
    }

    private static String plain(BigDecimal number) {
        return OrderForm.plain(number);
    }
}
