package io.nija.exchange.venue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

import io.nija.exchange.market.PairRule;

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

    /** Whether it is a part of the same taking as the execution before it: of one order, and nothing of the account between. */
    boolean continues(TradeRow before) {
        return !maker && !before.maker && order.equals(before.order);
    }

    /** This and what continued it as one, known as this one: at the average price, to the decimals that prices have. */
    TradeRow and(TradeRow next) {
        BigDecimal all = volume.add(next.volume);
        BigDecimal value = price.multiply(volume).add(next.price.multiply(next.volume));
        List<String> rows = new ArrayList<>(ledgers);
        rows.addAll(next.ledgers);
        return new TradeRow(id, order, pair, time, buys, orderType,
                value.divide(all, Math.max(5, pair.pairDecimals()), RoundingMode.HALF_UP), cost.add(next.cost),
                fee.add(next.fee), all, number, false, rows);
    }
}
