package io.nija.broker.kraken.internal.stream.book;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

import io.nija.broker.kraken.internal.stream.frame.BookFrame;
import io.nija.market.Quote;
import io.nija.market.Symbol;

/**
 * The level-2 book of one pair, kept as Kraken does (sheet, sections 11 and 12): quantities are absolute, levels beyond the
 * depth are forgotten, and after every frame the checksum over the ten best levels of both sides must be the venue's. A frame
 * that does not fit makes the book unusable until the next snapshot. Allocates nothing per frame. Not thread-safe.
 */
public final class LevelBook {

    /** What became of a frame. */
    public enum Applied {
        /** The book is as the venue has it. */
        OK,
        /** There was no snapshot yet, or the book broke: the frame says nothing. */
        NO_SNAPSHOT,
        /** The book is not the venue's any more. */
        CHECKSUM,
        /** The best bid is not below the best ask. */
        CROSSED,
        /** A number has more decimals than the pair, or is too large: the pair's rules have changed. */
        NUMBER
    }

    private final Symbol symbol;
    private final int priceDecimals;
    private final int quantityDecimals;
    private final int depth;
    private final BookSide bids;
    private final BookSide asks;
    private final CRC32 crc = new CRC32();
    private boolean usable;

    /**
     * An empty book.
     *
     * @param priceDecimals the pair's decimals of a price, which the checksum is made with
     * @param quantityDecimals the pair's decimals of a quantity
     * @param depth 10, 25, 100, 500 or 1000 levels a side, as subscribed
     */
    public LevelBook(Symbol symbol, int priceDecimals, int quantityDecimals, int depth) {
        this.symbol = symbol;
        this.priceDecimals = priceDecimals;
        this.quantityDecimals = quantityDecimals;
        this.depth = depth;
        bids = new BookSide(true, depth);
        asks = new BookSide(false, depth);
    }

    /** Takes what a frame says, all of it or with the answer why the book is not usable now. */
    public Applied apply(BookFrame frame) {
        if (frame.snapshot()) {
            bids.clear();
            asks.clear();
            usable = true;
        } else if (!usable) {
            return Applied.NO_SNAPSHOT;
        }
        Applied applied = take(frame);
        usable = applied == Applied.OK;
        return applied;
    }

    private Applied take(BookFrame frame) {
        if (!set(bids, frame.bids()) || !set(asks, frame.asks())) {
            return Applied.NUMBER;
        }
        bids.cut();
        asks.cut();
        if (checksum() != frame.checksum()) {
            return Applied.CHECKSUM;
        }
        return bids.size() > 0 && asks.size() > 0 && bids.price(0) >= asks.price(0) ? Applied.CROSSED : Applied.OK;
    }

    private boolean set(BookSide side, BookFrame.Levels levels) {
        for (int i = 0; i < levels.count(); i++) {
            long price = levels.price(i, priceDecimals);
            long quantity = levels.quantity(i, quantityDecimals);
            if (price <= 0 || quantity < 0) {
                return false;
            }
            side.set(price, quantity);
        }
        return true;
    }

    /** The CRC-32 that Kraken would send now, unsigned. */
    public long checksum() {
        crc.reset();
        crc.update(asks.text(), 0, asks.textLength());
        crc.update(bids.text(), 0, bids.textLength());
        return crc.getValue();
    }

    /** It is not the venue's book any more, whatever comes before the next snapshot. */
    public void lose() {
        usable = false;
    }

    /** Whether it is the venue's book. */
    public boolean usable() {
        return usable;
    }

    public int depth() {
        return depth;
    }

    /** Up to {@code levels} of each side, best first; only while {@link #usable()}. */
    public Quote top(int levels, Instant at) {
        return new Quote(symbol, side(bids, levels), side(asks, levels), at);
    }

    private List<Quote.Level> side(BookSide side, int levels) {
        int count = Math.min(levels, side.size());
        List<Quote.Level> all = new ArrayList<>(count);
        for (int rank = 0; rank < count; rank++) {
            all.add(new Quote.Level(BigDecimal.valueOf(side.price(rank), priceDecimals),
                    BigDecimal.valueOf(side.quantity(rank), quantityDecimals)));
        }
        return all;
    }
}
