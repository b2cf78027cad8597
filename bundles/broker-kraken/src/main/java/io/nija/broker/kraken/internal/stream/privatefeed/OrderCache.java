package io.nija.broker.kraken.internal.stream.privatefeed;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.nija.account.LaneId;
import io.nija.broker.kraken.internal.reading.OrderList;
import io.nija.broker.kraken.internal.stream.frame.Execution;
import io.nija.broker.kraken.internal.wire.UnexpectedShape;
import io.nija.order.OrderState;
import io.nija.order.OrderType;
import io.nija.order.OrderView;
import io.nija.order.Trade;

/**
 * The account's orders as its events tell them: an event says only what changed (sheet, section 13.1), so each is put onto what
 * is known. An event that is older than what is known, or tells of less filled, changes nothing. Not thread-safe.
 */
final class OrderCache {

    /** Ended orders are remembered for events that come late. */
    private static final int ENDED_KEPT = 1_000;

    private static final Set<String> ENDED = Set.of("filled", "canceled", "expired");

    /** One order, put together. */
    private record Known(String clientOrderId, String symbol, String side, String type, BigDecimal quantity, BigDecimal cash,
            BigDecimal limit, String limitType, BigDecimal trigger, String triggerType, BigDecimal filled, BigDecimal cost, BigDecimal average,
            String status, Instant createdAt, Instant at) {

        static final Known NOTHING = new Known(null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

        Known with(Execution event) {
            return new Known(or(event.clientOrderId(), clientOrderId), or(event.symbol(), symbol), or(event.side(), side),
                    or(event.orderType(), type), or(event.quantity(), quantity), or(event.cashQuantity(), cash), or(event.limitPrice(), limit),
                    or(event.limitPriceType(), limitType), or(event.triggerPrice(), trigger), or(event.triggerPriceType(), triggerType),
                    or(event.filled(), filled), or(event.cost(), cost), or(event.averagePrice(), average), or(event.status(), status),
                    or(createdAt, created(event)), or(event.at(), at));
        }

        /** Only those events tell when an order began. */
        private static Instant created(Execution event) {
            return "pending_new".equals(event.type()) || "new".equals(event.type()) ? event.at() : null;
        }

        private static <T> T or(T first, T second) {
            return first != null ? first : second;
        }

        boolean ended() {
            return status != null && ENDED.contains(status);
        }

        boolean later(Execution event) {
            boolean older = at != null && event.at() != null && event.at().isBefore(at);
            boolean less = filled != null && event.filled() != null && event.filled().compareTo(filled) < 0;
            boolean undead = ended() && (event.status() == null || !ENDED.contains(event.status()));
            return !older && !less && !undead;
        }
    }

    private final LaneId lane;
    private final Map<String, Known> orders = new LinkedHashMap<>();

    OrderCache(LaneId lane) {
        this.lane = lane;
    }

    /** A snapshot begins: what rested is told anew. */
    void begin() {
        orders.values().removeIf(order -> !order.ended());
    }

    /**
     * Takes an event.
     *
     * @param history whether it is a fill of the past in a snapshot, which says nothing of the order as it is now
     * @return the order as it is now; empty when the event changed nothing, or too little is known to tell
     */
    Optional<OrderView> order(Execution event, boolean history) {
        if (history) {
            return Optional.empty();
        }
        Known before = orders.getOrDefault(event.orderId(), Known.NOTHING);
        if (!before.later(event)) {
            return Optional.empty();
        }
        Known now = before.with(event);
        orders.remove(event.orderId());
        orders.put(event.orderId(), now);
        prune();
        return complete(now) ? Optional.of(view(event.orderId(), now)) : Optional.empty();
    }

    /** The orders that rest; empty when too little is known of one of them. */
    Optional<List<OrderView>> resting() {
        List<OrderView> resting = new ArrayList<>();
        for (Map.Entry<String, Known> order : orders.entrySet()) {
            if (!order.getValue().ended()) {
                if (!complete(order.getValue())) {
                    return Optional.empty();
                }
                resting.add(view(order.getKey(), order.getValue()));
            }
        }
        return Optional.of(resting);
    }

    /** Whether an order is known well enough to be told. */
    boolean complete(String orderId) {
        Known known = orders.get(orderId);
        return known != null && complete(known);
    }

    private static boolean complete(Known order) {
        return order.symbol != null && order.side != null && order.type != null && order.status != null && (order.quantity != null || order.cash != null)
                && (order.side.equals("buy") || order.side.equals("sell"));
    }

    private void prune() {
        if (orders.size() > 4 * ENDED_KEPT) {
            long ended = orders.values().stream().filter(Known::ended).count();
            var all = orders.values().iterator();
            while (ended > ENDED_KEPT && all.hasNext()) {
                if (all.next().ended()) {
                    all.remove();
                    ended--;
                }
            }
        }
    }

    private OrderView view(String id, Known order) {
        OrderType type = OrderList.type(order.type);
        boolean inQuote = order.quantity == null;
        BigDecimal filled = order.filled == null ? BigDecimal.ZERO : order.filled;
        BigDecimal limit = absolute(order.limit, order.limitType);
        BigDecimal trigger = absolute(order.trigger, order.triggerType);
        return new OrderView(lane, id, order.clientOrderId, order.symbol, OrderList.side(order.side), type, order.quantity,
                type.hasLimit() ? limit : type.hasStop() ? trigger : null, type.hasStop() ? trigger : null, inQuote ? null : filled,
                order.filled == null ? null : order.cost, filled.signum() > 0 ? positive(order.average) : null, state(order.status, filled),
                order.createdAt, order.at);
    }

    private static BigDecimal absolute(BigDecimal price, String type) {
        return type == null || type.equals("static") ? positive(price) : null;
    }

    private static BigDecimal positive(BigDecimal number) {
        return number == null || number.signum() <= 0 ? null : number;
    }

    private static OrderState state(String word, BigDecimal filled) {
        return switch (word) {
            case "pending_new" -> OrderState.PENDING;
            case "new", "partially_filled", "triggered" -> filled.signum() > 0 ? OrderState.PARTIALLY_FILLED : OrderState.OPEN;
            case "filled" -> OrderState.FILLED;
            case "canceled" -> OrderState.CANCELED;
            case "expired" -> OrderState.EXPIRED;
            default -> OrderState.OTHER;
        };
    }

    /**
     * The fill an event tells of. Empty when it tells of none, or not all of it: the fee above all, which is never guessed; such a
     * fill is read by REST.
     */
    Optional<Trade> trade(Execution event) {
        Known order = orders.getOrDefault(event.orderId(), Known.NOTHING).with(event);
        boolean whole = event.fill() && event.lastCost() != null && event.at() != null && order.symbol != null && order.side != null
                && event.fees().size() == 1 && event.lastQuantity().signum() > 0;
        if (!whole) {
            return Optional.empty();
        }
        Execution.Fee fee = event.fees().get(0);
        try {
            return Optional.of(new Trade(lane, event.tradeId(), event.orderId(), order.clientOrderId, order.symbol, OrderList.side(order.side),
                    event.lastPrice(), event.lastQuantity(), event.lastCost(), fee.quantity(), fee.asset(),
                    event.liquidity() == null ? null : event.liquidity().startsWith("m"), event.at()));
        } catch (UnexpectedShape neitherBuyNorSell) {
            return Optional.empty();
        }
    }
}
