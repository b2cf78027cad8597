package io.nija.books;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;

import io.nija.market.Symbol;
import io.nija.order.Side;
import io.nija.order.Trade;

/**
 * A fill as the books take it: once per id.
 *
 * @param id the venue's trade id
 * @param at by the venue's clock
 * @param symbol what
 * @param side which way
 * @param quantity in base, above zero; zero, with a cost of zero, for a fee alone
 * @param price in quote
 * @param cost what it cost in quote as the venue rounds it, zero or more
 * @param fee what was paid, below zero for a rebate; zero when it is not told yet
 * @param feeAsset in which asset; null when it is not told yet, see {@link Position#lateFee}
 * @param reverses the id of the fill that it takes back, wholly or in part; null for an ordinary one. Its side is the
 *     other one's opposite
 */
public record Fill(String id, Instant at, Symbol symbol, Side side, BigDecimal quantity, BigDecimal price, BigDecimal cost,
        BigDecimal fee, String feeAsset, String reverses) {

    public Fill {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(at, "at");
        if (quantity.signum() < 0 || price.signum() < 0 || cost.signum() < 0 || quantity.signum() == 0 && cost.signum() != 0) {
            throw new IllegalArgumentException("Fill " + id + " has quantity " + quantity.toPlainString() + ", price "
                    + price.toPlainString() + " and cost " + cost.toPlainString()
                    + "; none may be below zero, and without a quantity there is no cost.");
        }
        if (fee.signum() != 0 && feeAsset == null) {
            throw new IllegalArgumentException("Fill " + id + " has a fee in no asset; take it without, and the fee when the ledger tells it.");
        }
    }

    /** What a venue booked. A fee whose asset is not told yet is left for later. */
    public static Fill of(Trade trade, Symbol symbol) {
        boolean told = trade.fee() != null && trade.feeCurrency() != null;
        return new Fill(trade.venueTradeId(), trade.at(), symbol, trade.side(), trade.quantity(), trade.price(), trade.cost(),
                told ? trade.fee() : BigDecimal.ZERO, told ? trade.feeCurrency() : null, null);
    }

    /** Base: above zero for a buy. */
    BigDecimal signedQuantity() {
        return side == Side.BUY ? quantity : quantity.negate();
    }

    /** Quote that was put in: above zero for a buy. */
    BigDecimal signedCost() {
        return side == Side.BUY ? cost : cost.negate();
    }
}
