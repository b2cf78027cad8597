package io.nija.simulator.internal.protocol;

import java.util.LinkedHashMap;
import java.util.Map;

import io.nija.simulator.internal.market.PairRule;
import io.nija.simulator.internal.venue.LedgerRow;
import io.nija.simulator.internal.venue.Order;
import io.nija.simulator.internal.venue.Ticket;
import io.nija.simulator.internal.venue.TradeRow;

/** Orders, trades and ledger rows as they look on the wire (reference sheet §7.7, §7.9, §7.12). */
final class Records {

    private Records() {}

    static Map<String, Object> order(Order order, boolean withTrades) {
        Ticket ticket = order.ticket();
        PairRule rule = ticket.pair();
        boolean over = order.status() != Order.Status.OPEN;
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("refid", null);
        shown.put("userref", ticket.userref());
        if (ticket.clientId() != null) {
            shown.put("cl_ord_id", ticket.clientId());
        }
        shown.put("status", order.status().word());
        shown.put("opentm", Formats.time(order.since(), 4));
        shown.put("starttm", 0);
        shown.put("expiretm", Formats.seconds(ticket.expires()));
        shown.put("descr", Json.map("pair", rule.altname(), "aclass", "forex", "type", side(ticket.buys()),
                "ordertype", ticket.type(), "price", ticket.price(), "price2", ticket.price2(), "leverage", "none",
                "order", ticket.description(), "close", ticket.close()));
        shown.put("vol", Formats.volume(ticket.lots()));
        shown.put("vol_exec", Formats.volume(order.filledLots()));
        shown.put("cost", Formats.money(rule, order.cost()));
        shown.put("fee", Formats.money(rule, order.fee()));
        shown.put("price", order.average(Math.max(5, rule.pairDecimals())).toPlainString());
        shown.put("stopprice", "0.00000");
        shown.put("limitprice", "0.00000");
        shown.put("misc", "");
        shown.put("oflags", String.join(",", ticket.flags()));
        shown.put("time_in_force", ticket.force());
        if (over) {
            shown.put("reason", order.reason());
            shown.put("closetm", Formats.time(order.closed(), 4));
        }
        if (withTrades) {
            shown.put("trades", order.trades());
        }
        return shown;
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
