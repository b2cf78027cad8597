package io.nija.matching;

import io.nija.order.Side;

/** What everybody may see of a market's book: prices with what is shown at them. Always the present state. */
public final class Depth {

    private final OrderBook book;

    Depth(OrderBook book) {
        this.book = book;
    }

    /** How many prices a side has. */
    public int levels(Side side) {
        return ladder(side).size();
    }

    /** The price of a level in ticks; rank 0, the best, to {@code levels(side) - 1}. */
    public long price(Side side, int rank) {
        return ladder(side).level(rank).price;
    }

    /** What a level shows, in lots. */
    public long visible(Side side, int rank) {
        return ladder(side).level(rank).visible;
    }

    /** How many orders stand at a level. */
    public int orders(Side side, int rank) {
        return ladder(side).level(rank).orders;
    }

    private Ladder ladder(Side side) {
        return book.side(side == Side.BUY);
    }
}
