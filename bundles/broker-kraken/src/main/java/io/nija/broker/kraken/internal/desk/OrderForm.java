package io.nija.broker.kraken.internal.desk;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.nija.market.Instrument;
import io.nija.order.Amendment;
import io.nija.order.OrderDetails;
import io.nija.order.OrderKey;
import io.nija.order.OrderRequest;
import io.nija.order.OrderType;
import io.nija.order.Placement;
import io.nija.order.Side;
import io.nija.order.TimeInForce;

/** Orders and amendments in Kraken's words (sheet, sections 8.1 and 8.3). Pure; every number is written out exactly. */
public final class OrderForm {

    /** A UUID with or without hyphens, or up to eighteen characters. */
    private static final Pattern CLIENT_ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-9a-fA-F]{32}"
            + "|[!-~]{1,18}");

    /** Never digits alone: Kraken takes a number for a group of orders, and cancels all of it. */
    private static final Pattern VENUE_ID = Pattern.compile("(?=.*[A-Z])[A-Z0-9]+(-[A-Z0-9]+)*");

    private OrderForm() {}

    /** Whether Kraken takes it as {@code cl_ord_id}. */
    static boolean legalClientId(String id) {
        return CLIENT_ID.matcher(id).matches();
    }

    /** Whether it can be an id of Kraken's. */
    static boolean legalVenueId(String id) {
        return id.length() <= 40 && VENUE_ID.matcher(id).matches();
    }

    /** A number without exponent and without needless zeros. */
    static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    /** The order itself. */
    static Map<String, String> fields(Instrument instrument, OrderRequest order) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("pair", instrument.orderName());
        fields.put("type", order.side() == Side.BUY ? "buy" : "sell");
        fields.put("ordertype", word(order.type()));
        fields.put("volume", plain(order.quantity()));
        if (order.stop() != null) {
            fields.put("price", plain(order.stop()));
        }
        OrderDetails details = order.details();
        if (details.trail() != null) {
            fields.put("price", "+" + plain(details.trail().distance()) + (details.trail().percent() ? "%" : ""));
            if (details.trail().limit() != null) {
                fields.put("price2", (order.side() == Side.BUY ? "+" : "-") + plain(details.trail().limit()));
            }
        }
        if (order.stop() != null || details.trail() != null) {
            fields.put("trigger", word(details.triggeredBy()));
        }
        if (details.display() != null) {
            fields.put("displayvol", plain(details.display()));
        }
        if (details.selfTrade() != OrderDetails.USUAL.selfTrade()) {
            fields.put("stptype", word(details.selfTrade()));
        }
        if (order.limit() != null) {
            fields.put(order.stop() == null ? "price" : "price2", plain(order.limit()));
        }
        // A market order is not Kraken's to keep, whatever is asked for.
        if (order.timeInForce() != TimeInForce.GTC && order.type() != OrderType.MARKET) {
            fields.put("timeinforce", order.timeInForce().name());
        }
        if (order.expiresAt() != null) {
            fields.put("expiretm", Long.toString(order.expiresAt().getEpochSecond()));
        }
        List<String> flags = new ArrayList<>(order.postOnly() ? List.of("post") : List.of());
        OrderDetails.Fee fee = fee(order);
        if (fee != OrderDetails.Fee.USUAL) {
            flags.add(fee == OrderDetails.Fee.BASE ? "fcib" : "fciq");
        }
        if (!flags.isEmpty()) {
            fields.put("oflags", String.join(",", flags));
        }
        return fields;
    }

    /**
     * In which asset the fee is asked for. Of a sale always in quote unless somebody wants it otherwise: Kraken's documents say that the
     * usual fee of a sale is in base, and then a sale needs more coins than it sells. An account without other coins could never put the
     * full stop of what it holds.
     */
    static OrderDetails.Fee fee(OrderRequest order) {
        OrderDetails.Fee wanted = order.details().fee();
        return wanted == OrderDetails.Fee.USUAL && order.side() == Side.SELL ? OrderDetails.Fee.QUOTE : wanted;
    }

    /** The order as it is placed. */
    static Map<String, String> placement(Instrument instrument, Placement placement, Instant deadline) {
        Map<String, String> fields = fields(instrument, placement.order());
        fields.put("cl_ord_id", placement.clientOrderId());
        fields.put("deadline", moment(deadline));
        return fields;
    }

    /** An amendment. */
    static Map<String, String> amendment(Amendment amendment, Instant deadline) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(idField(amendment.order()), id(amendment.order()));
        if (amendment.quantity() != null) {
            fields.put("order_qty", plain(amendment.quantity()));
        }
        if (amendment.limit() != null) {
            fields.put("limit_price", plain(amendment.limit()));
        }
        if (amendment.stop() != null) {
            fields.put("trigger_price", plain(amendment.stop()));
        }
        if (deadline != null) {
            fields.put("deadline", moment(deadline));
        }
        return fields;
    }

    /** The field that names an order: Kraken's own id where it is known. */
    static String idField(OrderKey order) {
        return order.venueOrderId() != null ? "txid" : "cl_ord_id";
    }

    static String id(OrderKey order) {
        return order.venueOrderId() != null ? order.venueOrderId() : order.clientOrderId();
    }

    static String word(Enum<?> type) {
        return type.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** RFC 3339, cut off and not rounded: a deadline never becomes later. */
    static String moment(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** The smallest order that breaks no rule, far below any market: for asking whether the key may place orders. */
    public static Map<String, String> smallest(Instrument instrument) {
        BigDecimal tick = instrument.priceTick();
        BigDecimal[] parts = instrument.minCost().divide(instrument.minQuantity(), 20, RoundingMode.UP).divideAndRemainder(tick);
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
