package io.nija.simulator.internal.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.nija.exchange.market.PairRule;
import io.nija.exchange.venue.LedgerRow;
import io.nija.exchange.venue.Order;
import io.nija.exchange.venue.Ticket;
import io.nija.exchange.venue.TradeRow;

/** Orders, trades and ledger rows as they look on the wire (reference sheet §7.7, §7.9, §7.12). */
final class Records {

    private Records() {}

    /** Which executions of an order are shown with it. */
    enum Shown {
        NO_TRADES,
        /** What a taker met in one moment is one. */
        TRADES_MERGED,
        TRADES
    }

    static Map<String, Object> order(Order order, Shown trades) {
        Ticket ticket = order.ticket();
        PairRule rule = order.rule();
        Wording wording = Wording.of(order);
        boolean over = !order.status().live();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("refid", order.parent());
        shown.put("userref", ticket.userref());
        if (ticket.clientId() != null) {
            shown.put("cl_ord_id", ticket.clientId());
        }
        shown.put("status", order.status().word());
        shown.put("opentm", Formats.time(order.since(), 4));
        shown.put("starttm", Formats.seconds(ticket.starts()));
        shown.put("expiretm", Formats.seconds(ticket.expires()));
        shown.put("descr", Json.map("pair", rule.altname(), "aclass", "forex", "type", side(ticket.buys()),
                "ordertype", ticket.type(), "price", wording.price(), "price2", wording.price2(), "leverage", "none",
                "order", wording.order(), "close", wording.close()));
        boolean inQuote = ticket.budget() != null;
        shown.put("vol", inQuote ? Formats.money(rule, ticket.budget()) : Formats.volume(order.lots()));
        shown.put("vol_exec", inQuote ? Formats.money(rule, order.cost()) : Formats.volume(order.filled()));
        shown.put("cost", Formats.money(rule, order.cost()));
        shown.put("fee", Formats.money(rule, order.fee()));
        shown.put("price", order.average(Math.max(5, rule.pairDecimals())).toPlainString());
        shown.put("stopprice", order.trigger() > 0 ? Formats.wide(rule, order.trigger()) : "0.00000");
        shown.put("limitprice", order.fired() != 0 && order.limit() > 0 ? Formats.wide(rule, order.limit()) : "0.00000");
        if (ticket.waits()) {
            shown.put("trigger", ticket.reference().name().toLowerCase(Locale.ROOT));
        }
        shown.put("margin", false);
        shown.put("misc", misc(order));
        shown.put("oflags", String.join(",", ticket.flags()));
        shown.put("time_in_force", ticket.force().name());
        if (over) {
            shown.put("reason", order.reason());
            shown.put("closetm", Formats.time(order.closed(), 4));
        }
        if (trades != Shown.NO_TRADES) {
            shown.put("trades", trades == Shown.TRADES ? order.trades() : order.mergedTrades());
        }
        return shown;
    }

    private static String misc(Order order) {
        List<String> words = new ArrayList<>();
        if (order.fired() != 0) {
            words.add(order.ticket().type().startsWith("take") ? "touched" : "stopped");
        }
        if (!order.amends().isEmpty()) {
            words.add("amended");
        }
        if (order.filled() > 0 && order.open() > 0 && !order.status().live()) {
            words.add("partial");
        }
        return String.join(",", words);
    }

    static String side(boolean buys) {
        return buys ? "buy" : "sell";
    }

    static Map<String, Object> trade(TradeRow trade, boolean withLedgers) {
        PairRule rule = trade.pair();
        Map<String, Object> shown = Json.map(
                "ordertxid", trade.order(),
                "postxid", "TKH2SE-M7IF5-CFI7LT",
                "pair", rule.id(),
                "aclass", "forex",
                "time", Formats.time(trade.time(), 7),
                "type", side(trade.buys()),
                "ordertype", trade.orderType(),
                "price", trade.price().setScale(Math.max(5, rule.pairDecimals())).toPlainString(),
                "cost", Formats.money(rule, trade.cost()),
                "fee", Formats.money(rule, trade.fee()),
                "vol", trade.volume().toPlainString(),
                "margin", "0.00000",
                "leverage", "0",
                "misc", "",
                "trade_id", trade.number(),
                "maker", trade.maker());
        if (withLedgers) {
            shown.put("ledgers", trade.ledgers());
        }
        return shown;
    }

    static Map<String, Object> ledger(LedgerRow row) {
        return Json.map("refid", row.refid(), "time", Formats.time(row.time(), 7), "type", row.type(), "subtype", "",
                "aclass", "currency", "asset", row.asset().id(), "amount", row.amount().toPlainString(),
                "fee", row.fee().toPlainString(), "balance", row.balance().toPlainString());
    }
}
