package io.nija.broker.kraken.internal.reading;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import io.nija.account.LaneId;
import io.nija.broker.kraken.internal.wire.KrakenJson;
import io.nija.broker.kraken.internal.wire.UnexpectedShape;
import io.nija.broker.kraken.internal.wire.VenueText;
import io.nija.market.InstrumentBook;
import io.nija.order.OrderState;
import io.nija.order.OrderType;
import io.nija.order.OrderView;
import io.nija.order.Side;

import tools.jackson.databind.JsonNode;

/**
 * Reads Kraken's orders (sheet, section 7.7), newest first. An order whose volume is in quote currency ({@code viqc})
 * has no known quantity in base: those fields are null, because a number in another unit would be wrong. Pure.
 */
public final class OrderList {

    private static final Comparator<OrderView> NEWEST_FIRST =
            Comparator.comparing(OrderList::moment).reversed().thenComparing(OrderView::venueOrderId);

    private OrderList() {}

    /** @param map {@code open} or {@code closed}: the field with the orders */
    public static List<OrderView> of(JsonNode result, String map, LaneId lane, InstrumentBook names) {
        return of(KrakenJson.object(result, map), lane, names);
    }

    /** @param orders by their ids */
    public static List<OrderView> of(JsonNode orders, LaneId lane, InstrumentBook names) {
        if (!orders.isObject()) {
            throw new UnexpectedShape("the orders are not an object");
        }
        List<OrderView> views = new ArrayList<>();
        for (Map.Entry<String, JsonNode> order : orders.properties()) {
            views.add(order(order.getKey(), order.getValue(), lane, names));
        }
        views.sort(NEWEST_FIRST);
        return List.copyOf(views);
    }

    /** A page of {@code ClosedOrders}. */
    public static Page<OrderView> page(JsonNode result, LaneId lane, InstrumentBook names) {
        return Page.of(result, "closed", (id, order) -> order(id, order, lane, names));
    }

    /** When it last changed, as far as is known. */
    public static Instant moment(OrderView order) {
        return order.updatedAt() != null ? order.updatedAt() : order.createdAt() != null ? order.createdAt() : Instant.EPOCH;
    }

    private static OrderView order(String id, JsonNode order, LaneId lane, InstrumentBook names) {
        JsonNode description = KrakenJson.object(order, "descr");
        String pair = VenueText.clean(KrakenJson.text(description, "pair"), 40);
        OrderType type = type(KrakenJson.text(description, "ordertype"));
        boolean inQuote = ("," + KrakenJson.textOrNull(order, "oflags") + ",").contains(",viqc,");
        BigDecimal filled = KrakenJson.decimal(order, "vol_exec");
        String client = KrakenJson.textOrNull(order, "cl_ord_id");
        Instant opened = KrakenJson.instantOrNull(order, "opentm");
        Instant ended = KrakenJson.instantOrNull(order, "closetm");
        return new OrderView(lane, VenueText.clean(id, 40), client == null ? null : VenueText.clean(client, 40),
                names.find(pair).map(instrument -> instrument.symbol().toString()).orElse(pair),
                side(KrakenJson.text(description, "type")), type, inQuote ? null : KrakenJson.decimal(order, "vol"),
                price(description, type), stop(description, type), inQuote ? null : filled, KrakenJson.decimalOrNull(order, "cost"),
                filled.signum() > 0 ? positive(order, "price") : null,
                state(KrakenJson.text(order, "status"), filled), opened, ended == null ? opened : ended);
    }

    /** The limit where there is one, else the trigger; a relative price ({@code +5%}) is no price. */
    private static BigDecimal price(JsonNode description, OrderType type) {
        return absolute(description, switch (type) {
            case STOP_LOSS_LIMIT, TAKE_PROFIT_LIMIT, TRAILING_STOP_LIMIT -> "price2";
            case LIMIT, ICEBERG, STOP_LOSS, TAKE_PROFIT, TRAILING_STOP, SETTLE_POSITION, OTHER, MARKET -> "price";
        });
    }

    /** What a stop or a take profit waits for. */
    private static BigDecimal stop(JsonNode description, OrderType type) {
        return switch (type) {
            case STOP_LOSS, STOP_LOSS_LIMIT, TAKE_PROFIT, TAKE_PROFIT_LIMIT -> absolute(description, "price");
            case TRAILING_STOP, TRAILING_STOP_LIMIT, LIMIT, ICEBERG, SETTLE_POSITION, OTHER, MARKET -> null;
        };
    }

    private static BigDecimal absolute(JsonNode description, String field) {
        String text = KrakenJson.textOrNull(description, field);
        return text == null || !text.strip().matches("[0-9.]+") ? null : positive(description, field);
    }

    private static BigDecimal positive(JsonNode parent, String field) {
        BigDecimal value = KrakenJson.decimalOrNull(parent, field);
        return value == null || value.signum() <= 0 ? null : value;
    }

    /** Which way, in Kraken's word. */
    public static Side side(String word) {
        return switch (word) {
            case "buy" -> Side.BUY;
            case "sell" -> Side.SELL;
            default -> throw new UnexpectedShape("an order is neither 'buy' nor 'sell'");
        };
    }

    /** Which kind, in Kraken's word. */
    public static OrderType type(String word) {
        for (OrderType type : OrderType.values()) {
            if (type.name().replace('_', '-').equalsIgnoreCase(word)) {
                return type;
            }
        }
        return OrderType.OTHER;
    }

    private static OrderState state(String word, BigDecimal filled) {
        return switch (word) {
            case "pending" -> OrderState.PENDING;
            case "open" -> filled.signum() > 0 ? OrderState.PARTIALLY_FILLED : OrderState.OPEN;
            case "closed" -> OrderState.FILLED;
            case "canceled" -> OrderState.CANCELED;
            case "expired" -> OrderState.EXPIRED;
            default -> OrderState.OTHER;
        };
    }
}
