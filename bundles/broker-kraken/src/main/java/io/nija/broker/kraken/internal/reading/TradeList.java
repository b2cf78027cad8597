package io.nija.broker.kraken.internal.reading;

import java.math.BigDecimal;
import java.time.Instant;

import io.nija.account.LaneId;
import io.nija.broker.kraken.internal.wire.KrakenJson;
import io.nija.broker.kraken.internal.wire.UnexpectedShape;
import io.nija.broker.kraken.internal.wire.VenueText;
import io.nija.market.InstrumentBook;
import io.nija.order.Trade;

import tools.jackson.databind.JsonNode;

/**
 * Reads Kraken's trades (sheet, section 7.9). In which asset the fee was taken stands in the ledger only, and the client's
 * own id nowhere: both are null here. Pure.
 */
public final class TradeList {

    private TradeList() {}

    /** A page of {@code TradesHistory}. */
    public static Page<Trade> page(JsonNode result, LaneId lane, InstrumentBook names) {
        return Page.of(result, "trades", (id, trade) -> trade(id, trade, lane, names));
    }

    private static Trade trade(String id, JsonNode trade, LaneId lane, InstrumentBook names) {
        String pair = VenueText.clean(KrakenJson.text(trade, "pair"), 40);
        BigDecimal quantity = KrakenJson.decimal(trade, "vol");
        Instant at = KrakenJson.instantOrNull(trade, "time");
        if (quantity.signum() <= 0 || at == null) {
            throw new UnexpectedShape("a trade has no volume or no time");
        }
        JsonNode maker = trade.get("maker");
        return new Trade(lane, VenueText.clean(id, 40), VenueText.clean(KrakenJson.text(trade, "ordertxid"), 40), null,
                names.find(pair).map(instrument -> instrument.symbol().toString()).orElse(pair),
                OrderList.side(KrakenJson.text(trade, "type")), KrakenJson.decimal(trade, "price"), quantity,
                KrakenJson.decimal(trade, "cost"), KrakenJson.decimal(trade, "fee"), null,
                maker == null || !maker.isBoolean() ? null : maker.booleanValue(), at);
    }
}
