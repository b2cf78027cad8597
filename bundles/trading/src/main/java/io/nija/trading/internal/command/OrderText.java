package io.nija.trading.internal.command;

import java.util.LinkedHashMap;
import java.util.Map;

import io.nija.account.LaneId;
import io.nija.order.OrderType;
import io.nija.trading.internal.order.TrackedOrder;

/** An order of ours in JSON and in words; the fields are a promise to scripts. */
final class OrderText {

    private OrderText() {}

    static Map<String, Object> json(LaneId lane, TrackedOrder order) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", order.id());
        json.put("clientOrderId", order.intent().placement().clientOrderId());
        json.put("venueOrderId", order.venueOrderId());
        json.put("account", lane.account().value());
        json.put("broker", lane.broker().value());
        json.put("symbol", order.request().symbol().toString());
        json.put("side", Words.word(order.side()));
        json.put("type", Words.word(order.request().type()));
        json.put("quantity", Words.plain(order.terms().quantity()));
        json.put("price", Words.plain(order.terms().limit() == null ? order.terms().stop() : order.terms().limit()));
        json.put("filled", Words.plain(order.filled().quantity()));
        json.put("averagePrice", Words.plain(order.averagePrice()));
        json.put("state", order.stage().name());
        json.put("strategy", order.intent().strategy());
        json.put("createdAt", order.createdAt());
        json.put("updatedAt", order.updatedAt());
        return json;
    }

    /** {@code o17: buy 0.001 BTC/USD limit 60000}. */
    static String words(TrackedOrder order) {
        OrderType type = order.request().type();
        return order.id() + ": " + Words.word(order.side()) + " " + Words.plain(order.terms().quantity()) + " " + order.request().symbol()
                + " " + type.words() + (order.terms().stop() == null ? "" : " at " + Words.plain(order.terms().stop()))
                + (order.terms().limit() == null ? "" : " " + Words.plain(order.terms().limit()));
    }

    /** Where it is, in a clause. */
    static String where(TrackedOrder order) {
        String filled = order.filled().quantity().signum() == 0 ? "nothing filled"
                : Words.plain(order.filled().quantity()) + " filled at " + Words.plain(order.averagePrice());
        return order.stage() + ", " + filled + (order.venueOrderId() == null ? "" : ", " + order.venueOrderId() + " at the venue");
    }
}
