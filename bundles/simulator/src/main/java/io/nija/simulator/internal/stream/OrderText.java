package io.nija.simulator.internal.stream;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.nija.exchange.market.Asset;
import io.nija.exchange.market.PairRule;
import io.nija.simulator.internal.protocol.Json;
import io.nija.exchange.venue.Order;
import io.nija.exchange.venue.Ticket;
import io.nija.exchange.venue.TradeRow;
import io.nija.exchange.venue.Venue;

/**
 * Orders and their executions as the channel {@code executions} writes them (reference sheet §13.1): in full when they come,
 * later only what changed. Guarded by the venue's lock.
 */
final class OrderText {

    private final Venue venue;

    OrderText(Venue venue) {
        this.venue = venue;
    }

    /** An order in full, as it came. */
    Map<String, Object> placed(Order order) {
        return full(order, "pending_new", "pending_new", order.since());
    }

    /** An open order in full, as it is. */
    Map<String, Object> open(Order order) {
        boolean pending = order.status() == Order.Status.PENDING;
        Map<String, Object> item = full(order, pending ? "pending_new" : "new", pending ? "pending_new" : status(order),
                order.changed());
        item.put("cum_qty", PairRule.volume(order.filled()));
        item.put("avg_price", order.average(order.rule().pairDecimals()));
        if (!order.amends().isEmpty()) {
            item.put("amended", true);
        }
        return item;
    }

    private Map<String, Object> full(Order order, String event, String status, long time) {
        Ticket ticket = order.ticket();
        PairRule rule = order.rule();
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("order_id", order.id());
        item.put("symbol", rule.symbol());
        item.put("order_qty", PairRule.volume(order.lots()));
        if (ticket.budget() != null) {
            item.put("cash_order_qty", ticket.budget());
        }
        item.put("cum_cost", order.cost().setScale(rule.costDecimals()));
        item.put("time_in_force", ticket.force().name());
        item.put("exec_type", event);
        item.put("side", ticket.buys() ? "buy" : "sell");
        item.put("order_type", ticket.type());
        name(item, order);
        if (order.parent() != null) {
            item.put("ord_ref_id", order.parent());
        }
        if (order.display() != 0) {
            item.put("display_qty", PairRule.volume(order.display()));
        }
        limit(item, order);
        item.put("stop_price", ticket.waits() ? rule.price(Math.max(0, order.trigger())) : rule.price(0));
        if (ticket.waits()) {
            item.put("triggers", triggers(order, time));
            item.put("trigger", ticket.reference().name().toLowerCase(Locale.ROOT));
        }
        if (ticket.close() != null) {
            item.put("contingent", contingent(rule, ticket.close()));
        }
        if (ticket.starts() != 0) {
            item.put("effective_time", Stamp.micros(ticket.starts()));
        }
        if (ticket.expires() != 0) {
            item.put("expire_time", Stamp.micros(ticket.expires()));
        }
        if (ticket.flags().contains("nompp")) {
            item.put("no_mpp", true);
        }
        item.put("order_status", status);
        item.put("fee_usd_equiv", usd(rule, ticket, order.fee()));
        item.put("fee_ccy_pref", ticket.feeInBase() ? "fcib" : "fciq");
        item.put("timestamp", Stamp.micros(time));
        return item;
    }

    /** By which of its names its owner knows it; a mark of orders that must not take goes with it. */
    private static void name(Map<String, Object> item, Order order) {
        Ticket ticket = order.ticket();
        if (ticket.clientId() != null) {
            item.put("cl_ord_id", ticket.clientId());
        } else {
            item.put("order_userref", ticket.userref());
        }
        if (ticket.postOnly()) {
            item.put("post_only", true);
        }
    }

    private static void limit(Map<String, Object> item, Order order) {
        if (order.ticket().limited()) {
            boolean offset = order.ticket().trails() && order.waits();
            item.put("limit_price", order.rule().price(order.limit()));
            item.put("limit_price_type", offset ? "quote" : "static");
        }
    }

    private Map<String, Object> triggers(Order order, long time) {
        Ticket ticket = order.ticket();
        PairRule rule = order.rule();
        boolean fired = order.fired() != 0;
        long last = venue.book(rule).reference(ticket.reference());
        return Json.map("reference", ticket.reference().name().toLowerCase(Locale.ROOT),
                "price", !ticket.trails() ? rule.price(order.trigger())
                        : ticket.perMillion() ? BigDecimal.valueOf(order.distance(), 4) : rule.price(order.distance()),
                "price_type", !ticket.trails() ? "static" : ticket.perMillion() ? "pct" : "quote",
                "actual_price", order.trigger() > 0 ? rule.price(order.trigger()) : null,
                "last_price", fired ? rule.price(last) : null,
                "status", fired ? "triggered" : "untriggered",
                "timestamp", fired ? Stamp.micros(time) : null);
    }

    private static Map<String, Object> contingent(PairRule rule, Ticket close) {
        boolean trails = close.trails();
        return Json.map("order_type", close.type(),
                "trigger_price", !close.waits() ? null : close.perMillion() ? BigDecimal.valueOf(close.trigger(), 4)
                        : rule.price(close.trigger()),
                "trigger_price_type", !close.waits() ? null : !trails ? "static" : close.perMillion() ? "pct" : "quote",
                "limit_price", close.limited() ? rule.price(close.limit()) : null,
                "limit_price_type", close.limited() ? trails ? "quote" : "static" : null);
    }

    private static String status(Order order) {
        return order.filled() == 0 ? "new" : "partially_filled";
    }

    /** It is in force. */
    Map<String, Object> admitted(Order order) {
        return delta(order, "new", "new");
    }

    private Map<String, Object> delta(Order order, String event, String status) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("timestamp", Stamp.micros(venue.time()));
        item.put("order_status", status);
        item.put("exec_type", event);
        name(item, order);
        item.put("order_id", order.id());
        return item;
    }

    /** A part of it was executed, just now or before. */
    Map<String, Object> executed(TradeRow trade, Order order, boolean before) {
        PairRule rule = trade.pair();
        boolean inBase = order != null && order.ticket().feeInBase();
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("order_id", trade.order());
        if (order != null) {
            name(item, order);
        }
        item.put("exec_id", trade.id());
        item.put("exec_type", "trade");
        item.put("trade_id", trade.number());
        item.put("symbol", rule.symbol());
        item.put("side", trade.buys() ? "buy" : "sell");
        item.put("last_qty", trade.volume());
        item.put("last_price", trade.price());
        item.put("liquidity_ind", trade.maker() ? "m" : "t");
        item.put("cost", trade.cost().setScale(rule.costDecimals()));
        if (!before) {
            item.put("cum_qty", PairRule.volume(order.filled()));
            item.put("cum_cost", order.cost().setScale(rule.costDecimals()));
            item.put("avg_price", order.average(rule.pairDecimals()));
        }
        item.put("order_status", before ? "filled" : "partially_filled");
        item.put("order_type", trade.orderType());
        item.put("timestamp", Stamp.micros(trade.time()));
        Asset paid = inBase ? rule.base() : rule.quote();
        item.put("fee_usd_equiv", usd(rule, paid, trade.fee()));
        item.put("fees", List.of(Json.map("asset", paid.name(), "qty", trade.fee())));
        return item;
    }

    /** It is over: its totals, and why unless it was filled. */
    Map<String, Object> ended(Order order) {
        String how = order.status() == Order.Status.CLOSED ? "filled" : order.status().word();
        Map<String, Object> item = delta(order, how, how);
        PairRule rule = order.rule();
        item.put("cum_qty", PairRule.volume(order.filled()));
        item.put("cum_cost", order.cost().setScale(rule.costDecimals()));
        item.put("fee_usd_equiv", usd(rule, order.ticket(), order.fee()));
        item.put("avg_price", order.average(rule.pairDecimals()));
        if (order.status() != Order.Status.CLOSED) {
            if (order.status() == Order.Status.CANCELED) {
                item.put("cancel_reason", order.reason());
            }
            item.put("reason", order.reason());
        }
        return item;
    }

    /** Its owner changed it. */
    Map<String, Object> amended(Order order) {
        boolean pending = order.status() == Order.Status.PENDING;
        Map<String, Object> item = delta(order, "amended", pending ? "pending_new" : status(order));
        item.put("cum_qty", PairRule.volume(order.filled()));
        item.put("reason", "User requested");
        item.put("amended", true);
        item.put("order_qty", PairRule.volume(order.lots()));
        limit(item, order);
        if (order.display() != 0) {
            item.put("display_qty", PairRule.volume(order.display()));
        }
        if (order.ticket().waits()) {
            item.put("triggers", triggers(order, venue.time()));
        }
        return item;
    }

    /** Its trigger fired. */
    Map<String, Object> triggered(Order order) {
        Map<String, Object> item = delta(order, "status", status(order));
        item.put("triggers", triggers(order, order.fired()));
        item.put("triggered_price", order.rule().price(venue.book(order.rule()).reference(order.ticket().reference())));
        return item;
    }

    /** The engine gave it the limit that its offset led to. */
    Map<String, Object> restated(Order order) {
        Map<String, Object> item = delta(order, "restated", status(order));
        item.put("cum_qty", PairRule.volume(order.filled()));
        item.put("order_qty", PairRule.volume(order.lots()));
        limit(item, order);
        item.put("reason", "Limit price set by the trigger");
        return item;
    }

    /** It shows its next part. */
    Map<String, Object> replenished(Order order) {
        Map<String, Object> item = delta(order, "iceberg_refill", status(order));
        item.put("display_qty", PairRule.volume(order.display()));
        item.put("display_qty_remain", PairRule.volume(Math.min(order.display(), order.open())));
        return item;
    }

    private BigDecimal usd(PairRule rule, Ticket ticket, BigDecimal fee) {
        return usd(rule, ticket.feeInBase() ? rule.base() : rule.quote(), fee);
    }

    private BigDecimal usd(PairRule rule, Asset asset, BigDecimal fee) {
        return fee.multiply(venue.usd(asset)).setScale(rule.costDecimals(), RoundingMode.DOWN);
    }
}
