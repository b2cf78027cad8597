package io.nija.broker.kraken.internal.reading;

import java.math.BigDecimal;
import java.util.Map;

import io.nija.broker.Fees;
import io.nija.broker.kraken.internal.wire.KrakenJson;
import io.nija.broker.kraken.internal.wire.UnexpectedShape;
import io.nija.market.Instrument;

import tools.jackson.databind.JsonNode;

/** Reads {@code TradeVolume} (sheet, section 7.14): the percentages of the account's own tier. Pure. */
public final class FeeTable {

    private FeeTable() {}

    /** What is paid on an instrument; a pair without a maker's fee has one fee for both. */
    public static Fees of(JsonNode result, Instrument instrument) {
        BigDecimal taker = fee(result, "fees", instrument);
        if (taker == null) {
            throw new UnexpectedShape("the fee of " + instrument.symbol() + " is missing");
        }
        BigDecimal maker = fee(result, "fees_maker", instrument);
        return new Fees(taker, maker == null ? taker : maker);
    }

    private static BigDecimal fee(JsonNode result, String table, Instrument instrument) {
        JsonNode fees = result.get(table);
        if (fees == null || !fees.isObject()) {
            return null;
        }
        for (Map.Entry<String, JsonNode> pair : fees.properties()) {
            if (instrument.venueNames().contains(pair.getKey())) {
                return KrakenJson.decimal(pair.getValue(), "fee");
            }
        }
        return null;
    }
}
