package io.nija.simulator.internal.venue;

import java.math.BigDecimal;
import java.util.List;

import io.nija.simulator.internal.market.PairRule;

/**
 * An execution of an account's order.
 *
 * @param time nanoseconds since 1970
 * @param fee in quote, or in base when the order asked for that
 * @param number its number on the public tape
 * @param maker whether the order rested when it was met
 * @param ledgers the ids of its two ledger rows
 */
public record TradeRow(String id, String order, PairRule pair, long time, boolean buys, String orderType,
        BigDecimal price, BigDecimal cost, BigDecimal fee, BigDecimal volume, long number, boolean maker,
        List<String> ledgers) {

    public TradeRow {
        ledgers = List.copyOf(ledgers);
    }
}
