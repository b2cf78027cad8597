package io.nija.broker.kraken.internal.session;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.nija.broker.Outcome;
import io.nija.market.Instrument;
import io.nija.market.MarketMode;
import io.nija.order.OrderRequest;
import io.nija.order.OrderType;
import io.nija.order.Side;
import io.nija.order.TimeInForce;
import io.nija.order.Validation;

/** Kraken's rules for an order, checked before it is asked, and the order in Kraken's words. Pure; exact. */
final class OrderRules {

    private OrderRules() {}

    /** Why Kraken would refuse the order; empty when no rule we know is broken. */
    static Optional<Outcome.Refused<Validation>> broken(Instrument instrument, OrderRequest order) {
        String symbol = instrument.symbol().toString();
        if (order.type() != OrderType.MARKET && order.type() != OrderType.LIMIT) {
            return refused("KRAKEN_UNSUPPORTED", "Only market and limit orders can be checked in this version.");
        }
        if (order.timeInForce() == TimeInForce.GTD || order.timeInForce() == TimeInForce.FOK) {
            return refused("KRAKEN_UNSUPPORTED", "Kraken's interface does not surely take " + order.timeInForce()
                    + " orders; use GTC or IOC.");
        }
        if (order.postOnly() && (order.type() == OrderType.MARKET || order.timeInForce() == TimeInForce.IOC)) {
            return refused("KRAKEN_POST_ONLY_NEEDS_LIMIT", "A post-only order is a limit order that may rest.");
        }
        Optional<Outcome.Refused<Validation>> closed = closedMarket(instrument, order);
        if (closed.isPresent()) {
            return closed;
        }
        if (!onGrid(order.quantity(), instrument.quantityStep())) {
            return refused("KRAKEN_QUANTITY_STEP", "The quantity " + plain(order.quantity()) + " is not a multiple of "
                    + plain(instrument.quantityStep()) + " (" + symbol + ").");
        }
        if (order.quantity().compareTo(instrument.minQuantity()) < 0) {
            return refused("KRAKEN_ORDER_MINIMUM", "The quantity " + plain(order.quantity()) + " is below the minimum "
                    + plain(instrument.minQuantity()) + " (" + symbol + ").");
        }
        return order.limit() == null ? Optional.empty() : price(instrument, order, symbol);
    }

    private static Optional<Outcome.Refused<Validation>> price(Instrument instrument, OrderRequest order, String symbol) {
        if (order.limit().stripTrailingZeros().scale() > instrument.priceDecimals()) {
            return refused("KRAKEN_PRICE_DECIMALS", "The price " + plain(order.limit()) + " has more than "
                    + instrument.priceDecimals() + " decimals (" + symbol + ").");
        }
        if (!onGrid(order.limit(), instrument.priceTick())) {
            return refused("KRAKEN_TICK_SIZE", "The price " + plain(order.limit()) + " is not a multiple of "
                    + plain(instrument.priceTick()) + " (" + symbol + ").");
        }
        BigDecimal cost = order.limit().multiply(order.quantity());
        if (cost.compareTo(instrument.minCost()) < 0) {
            return refused("KRAKEN_COST_MINIMUM", "Price times quantity is " + plain(cost) + ", below the minimum "
                    + plain(instrument.minCost()) + " " + instrument.symbol().quote() + " (" + symbol + ").");
        }
        return Optional.empty();
    }

    private static Optional<Outcome.Refused<Validation>> closedMarket(Instrument instrument, OrderRequest order) {
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

    private static Optional<Outcome.Refused<Validation>> refused(String code, String reason) {
        return Optional.of(new Outcome.Refused<>(code, reason));
    }

    private static boolean onGrid(BigDecimal value, BigDecimal step) {
        return step.signum() <= 0 || value.remainder(step).signum() == 0;
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    /** The fields of the order for Kraken. */
    static Map<String, String> fields(Instrument instrument, OrderRequest order) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("pair", instrument.orderName());
        fields.put("type", order.side() == Side.BUY ? "buy" : "sell");
        fields.put("ordertype", order.type() == OrderType.MARKET ? "market" : "limit");
        fields.put("volume", plain(order.quantity()));
        if (order.limit() != null) {
            fields.put("price", plain(order.limit()));
        }
        if (order.timeInForce() != TimeInForce.GTC) {
            fields.put("timeinforce", order.timeInForce().name());
        }
        if (order.postOnly()) {
            fields.put("oflags", "post");
        }
        return fields;
    }

    /** The smallest order that breaks no rule, far below any market: for asking whether the key may place orders. */
    static Map<String, String> smallest(Instrument instrument) {
        BigDecimal tick = instrument.priceTick();
        BigDecimal[] parts = instrument.minCost().divide(instrument.minQuantity(), 20, java.math.RoundingMode.UP)
                .divideAndRemainder(tick);
        BigDecimal price = (parts[1].signum() > 0 ? parts[0].add(BigDecimal.ONE) : parts[0]).multiply(tick).max(tick);
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("pair", instrument.orderName());
        fields.put("type", "buy");
        fields.put("ordertype", "limit");
        fields.put("volume", plain(instrument.minQuantity()));
        fields.put("price", plain(price));
        return fields;
    }
}
