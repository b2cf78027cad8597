package io.nija.journal.internal.codec;

import java.math.BigDecimal;

import io.nija.account.LaneId;
import io.nija.broker.LedgerEntry;
import io.nija.market.Symbol;
import io.nija.order.Amendment;
import io.nija.order.OrderDetails;
import io.nija.order.OrderKey;
import io.nija.order.OrderRequest;
import io.nija.order.OrderType;
import io.nija.order.Side;
import io.nija.order.TimeInForce;
import io.nija.order.Trade;

/** What stands inside of several kinds of record. */
final class Parts {

    private Parts() {}

    static void put(OrderRequest order, FieldWriter to) {
        to.put("symbol", order.symbol().toString()).put("side", order.side()).put("type", order.type())
                .put("quantity", order.quantity()).put("limit", order.limit()).put("stop", order.stop())
                .put("tif", order.timeInForce()).put("expiresAt", order.expiresAt()).put("postOnly", order.postOnly());
        put(order.details(), to);
    }

    /** Only what is not as usual: the orders of every version before had no details. */
    private static void put(OrderDetails details, FieldWriter to) {
        OrderDetails usual = OrderDetails.USUAL;
        to.put("display", details.display());
        if (details.trail() != null) {
            to.put("trail", details.trail().distance()).put("trailPercent", details.trail().percent()).put("trailLimit", details.trail().limit());
        }
        if (details.triggeredBy() != usual.triggeredBy()) {
            to.put("triggeredBy", details.triggeredBy());
        }
        if (details.selfTrade() != usual.selfTrade()) {
            to.put("selfTrade", details.selfTrade());
        }
        if (details.fee() != usual.fee()) {
            to.put("feeIn", details.fee());
        }
    }

    private static OrderDetails details(FieldReader from) {
        OrderDetails usual = OrderDetails.USUAL;
        BigDecimal distance = from.decimal("trail");
        return new OrderDetails(from.decimal("display"),
                distance == null ? null : new OrderDetails.Trail(distance, from.flag("trailPercent"), from.decimal("trailLimit")),
                from.text("triggeredBy") == null ? usual.triggeredBy() : from.word("triggeredBy", OrderDetails.TriggeredBy.class),
                from.text("selfTrade") == null ? usual.selfTrade() : from.word("selfTrade", OrderDetails.SelfTrade.class),
                from.text("feeIn") == null ? usual.fee() : from.word("feeIn", OrderDetails.Fee.class));
    }

    static OrderRequest order(FieldReader from) {
        return new OrderRequest(Symbol.parse(from.required("symbol")), from.word("side", Side.class),
                from.word("type", OrderType.class), from.decimal("quantity"), from.decimal("limit"), from.decimal("stop"),
                from.word("tif", TimeInForce.class), from.time("expiresAt"), from.flag("postOnly"), details(from));
    }

    static void put(OrderKey key, FieldWriter to) {
        if (key != null) {
            to.put("clientOrderId", key.clientOrderId()).put("venueOrderId", key.venueOrderId());
        }
    }

    static OrderKey key(FieldReader from) {
        String client = from.text("clientOrderId");
        String venue = from.text("venueOrderId");
        return client == null && venue == null ? null : new OrderKey(client, venue);
    }

    static void put(Amendment amendment, FieldWriter to) {
        put(amendment.order(), to);
        to.put("quantity", amendment.quantity()).put("limit", amendment.limit()).put("stop", amendment.stop())
                .put("deadline", amendment.deadline());
    }

    static Amendment amendment(FieldReader from) {
        return new Amendment(key(from), from.decimal("quantity"), from.decimal("limit"), from.decimal("stop"),
                from.time("deadline"));
    }

    static void put(Trade trade, FieldWriter to) {
        to.put("lane", trade.lane()).put("tradeId", trade.venueTradeId()).put("venueOrderId", trade.venueOrderId())
                .put("clientOrderId", trade.clientOrderId()).put("symbol", trade.symbol()).put("side", trade.side())
                .put("price", trade.price()).put("quantity", trade.quantity()).put("cost", trade.cost())
                .put("fee", trade.fee()).put("feeCurrency", trade.feeCurrency()).put("maker", trade.maker())
                .put("at", trade.at());
    }

    static Trade trade(FieldReader from) {
        LaneId lane = from.lane("lane");
        return new Trade(lane, from.required("tradeId"), from.text("venueOrderId"), from.text("clientOrderId"),
                from.text("symbol"), from.word("side", Side.class), from.decimal("price"), from.decimal("quantity"),
                from.decimal("cost"), from.decimal("fee"), from.text("feeCurrency"), from.flagOrNull("maker"), from.time("at"));
    }

    static void put(LedgerEntry entry, FieldWriter to) {
        to.put("lane", entry.lane()).put("ledgerId", entry.venueLedgerId()).put("reference", entry.reference())
                .put("type", entry.type()).put("venueType", entry.venueType()).put("asset", entry.asset())
                .put("amount", entry.amount()).put("fee", entry.fee()).put("balance", entry.balance()).put("at", entry.at());
    }

    static LedgerEntry ledgerEntry(FieldReader from) {
        return new LedgerEntry(from.lane("lane"), from.required("ledgerId"), from.text("reference"),
                from.word("type", LedgerEntry.Type.class), from.text("venueType"), from.text("asset"), from.decimal("amount"),
                from.decimal("fee"), from.decimal("balance"), from.time("at"));
    }
}
