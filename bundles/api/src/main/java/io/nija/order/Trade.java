package io.nija.order;

import java.math.BigDecimal;
import java.time.Instant;

import io.nija.account.LaneId;
import io.nija.market.Symbol;

/**
 * A fill as the venue books it: once per venue trade id.
 *
 * @param lane whose
 * @param venueTradeId the venue's id; the key under which it is applied once
 * @param venueOrderId of which order
 * @param clientOrderId the id that order was sent with, or null when the venue does not tell it here
 * @param symbol as operators write it; the venue's own name when it is not known
 * @param side which way
 * @param price in quote
 * @param quantity in base, above zero; a reversal is a trade of the other side
 * @param cost price × quantity as the venue rounds it, in quote
 * @param fee what was paid, below zero for a rebate
 * @param feeCurrency in which asset; null when the venue tells it only in its ledger
 * @param maker whether the order rested; null when the venue does not say
 * @param at by the venue's clock
 */
public record Trade(
        LaneId lane,
        String venueTradeId,
        String venueOrderId,
        String clientOrderId,
        String symbol,
        Side side,
        BigDecimal price,
        BigDecimal quantity,
        BigDecimal cost,
        BigDecimal fee,
        String feeCurrency,
        Boolean maker,
        Instant at) {

    /** The same trade under the platform's name of its instrument. */
    public Trade on(Symbol instrument) {
        return new Trade(lane, venueTradeId, venueOrderId, clientOrderId, instrument.toString(), side, price, quantity, cost, fee,
                feeCurrency, maker, at);
    }
}
