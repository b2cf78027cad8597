package io.nija.trading.internal.command;

import java.util.LinkedHashMap;
import java.util.Map;

import io.nija.trading.internal.order.OrderName;
import io.nija.trading.internal.protection.Cover;

/** A position's stop in JSON; the fields are a promise to scripts. */
final class StopText {

    private StopText() {}

    static Map<String, Object> json(Cover cover) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("price", LaneAccounts.plain(cover.price()));
        json.put("quantity", LaneAccounts.plain(cover.quantity()));
        json.put("state", Words.word(cover.state()));
        json.put("orderId", cover.order() == null ? null : OrderName.of(cover.order()));
        json.put("detail", cover.words() + (cover.incident().isEmpty() ? "" : " " + cover.incident()));
        json.put("hit", cover.fired());
        json.put("lackingSince", cover.lackingSince());
        return json;
    }
}
