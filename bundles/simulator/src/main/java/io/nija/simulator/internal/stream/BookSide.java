package io.nija.simulator.internal.stream;

import java.util.zip.CRC32;

import io.nija.exchange.venue.Book;

/** The best prices of one side of a book as they were at some moment, best first. Guarded by the venue's lock. */
final class BookSide {

    /** The checksum covers so many prices of each side, whatever depth is subscribed (reference sheet §12). */
    static final int CHECKED = 10;

    private final boolean bids;
    private final long[] ticks;
    private final long[] lots;
    private int size;

    /** An empty side with room for so many prices. */
    BookSide(boolean bids, int depth) {
        this.bids = bids;
        ticks = new long[depth];
        lots = new long[depth];
    }

    /** Reads the present state. */
    void read(Book book) {
        size = Math.min(ticks.length, book.levels(bids));
        for (int rank = 0; rank < size; rank++) {
            ticks[rank] = book.ticks(bids, rank);
            lots[rank] = book.lots(bids, rank);
        }
    }

    /** Puts a price behind those that are there. */
    void add(long price, long volume) {
        ticks[size] = price;
        lots[size++] = volume;
    }

    /**
     * Writes what a client must be told who knows {@code before} and cuts at the depth: prices that are new or show
     * another volume, and with volume zero those that are gone. What was only pushed out at the far end is not told.
     *
     * @return whether there is anything
     */
    boolean changes(BookSide before, Levels into) {
        boolean any = false;
        int old = 0;
        for (int rank = 0; rank < size; rank++) {
            while (old < before.size && better(before.ticks[old], ticks[rank])) {
                into.add(before.ticks[old++], 0);
                any = true;
            }
            if (old < before.size && before.ticks[old] == ticks[rank]) {
                if (before.lots[old++] == lots[rank]) {
                    continue;
                }
            }
            into.add(ticks[rank], lots[rank]);
            any = true;
        }
        while (size < ticks.length && old < before.size) {
            into.add(before.ticks[old++], 0);
            any = true;
        }
        return any;
    }

    private boolean better(long one, long other) {
        return bids ? one > other : one < other;
    }

    /** Writes all of them. */
    void all(Levels into) {
        for (int rank = 0; rank < size; rank++) {
            into.add(ticks[rank], lots[rank]);
        }
    }

    /**
     * Counts the best prices into a checksum. A number with a fixed count of decimals, without its point and its leading
     * zeros, is the whole number of its smallest units.
     *
     * @param unit how many of its last decimal a tick is worth
     */
    void check(CRC32 sum, long unit) {
        for (int rank = 0; rank < Math.min(CHECKED, size); rank++) {
            digits(sum, ticks[rank] * unit);
            digits(sum, lots[rank]);
        }
    }

    private static void digits(CRC32 sum, long number) {
        String digits = Long.toString(number);
        for (int place = 0; place < digits.length(); place++) {
            sum.update(digits.charAt(place));
        }
    }

    int size() {
        return size;
    }
}
