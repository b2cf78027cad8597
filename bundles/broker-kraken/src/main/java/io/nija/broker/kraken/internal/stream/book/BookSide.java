package io.nija.broker.kraken.internal.stream.book;

/**
 * One side of a book in two arrays, the best level last, where nearly all changes are. Keys are prices, or their negatives for
 * asks, so that the greater key is always the better one. Keeps the text of its ten best levels for the checksum and writes it
 * anew only when one of them changed. Not thread-safe.
 */
final class BookSide {

    /** The checksum covers so many levels of each side, whatever the depth (sheet, section 12). */
    static final int CHECKED = 10;

    /** Two longs of at most 19 digits for each. */
    private static final int LONGEST_TEXT = CHECKED * 2 * 19;

    private final long sign;
    private final int depth;
    private final long[] keys;
    private final long[] quantities;
    private final byte[] text = new byte[LONGEST_TEXT];
    private int textEnd;
    private boolean textOld = true;
    private int from;
    private int to;

    BookSide(boolean bids, int depth) {
        this.sign = bids ? 1 : -1;
        this.depth = depth;
        // Room to grow at both ends before anything has to be moved as a whole.
        int room = depth * 2 + 1_024;
        keys = new long[room];
        quantities = new long[room];
        clear();
    }

    void clear() {
        from = keys.length / 2;
        to = from;
        textOld = true;
    }

    int size() {
        return to - from;
    }

    /** The price of the level {@code rank}, the best one being 0. */
    long price(int rank) {
        return keys[to - 1 - rank] * sign;
    }

    long quantity(int rank) {
        return quantities[to - 1 - rank];
    }

    /** Sets what is at this price now; nothing when {@code quantity} is 0. */
    void set(long price, long quantity) {
        long key = price * sign;
        int i = place(key);
        boolean there = i < to && keys[i] == key;
        // Rank after the change: a level that goes in or out below the tenth place does not show in the text.
        textOld |= to - i <= CHECKED;
        if (quantity == 0) {
            if (there) {
                remove(i);
            }
        } else if (there) {
            quantities[i] = quantity;
        } else {
            insert(i, key, quantity);
        }
    }

    /** The first index whose key is not below {@code key}. */
    private int place(long key) {
        int i = to;
        int near = Math.max(from, to - 16);
        while (i > near && keys[i - 1] >= key) {
            i--;
        }
        if (i > near || i == from) {
            return i;
        }
        int low = from;
        int high = i;
        while (low < high) {
            int middle = low + high >>> 1;
            if (keys[middle] < key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void remove(int i) {
        if (i == from) {
            from++;
            return;
        }
        System.arraycopy(keys, i + 1, keys, i, to - i - 1);
        System.arraycopy(quantities, i + 1, quantities, i, to - i - 1);
        to--;
    }

    private void insert(int at, long key, long quantity) {
        int i = at;
        if (i == from && from > 0) {
            from--;
            i--;
        } else {
            if (to == keys.length) {
                i -= centre();
            }
            System.arraycopy(keys, i, keys, i + 1, to - i);
            System.arraycopy(quantities, i, quantities, i + 1, to - i);
            to++;
        }
        keys[i] = key;
        quantities[i] = quantity;
        if (size() > keys.length - 8) {
            // A single message with more levels than anybody subscribes to; the rest of it sees a book already cut.
            cut();
        }
    }

    /** Moves all to the middle; answers by how much indices fell. */
    private int centre() {
        int size = size();
        int start = (keys.length - size) / 2;
        int fell = from - start;
        System.arraycopy(keys, from, keys, start, size);
        System.arraycopy(quantities, from, quantities, start, size);
        from = start;
        to = start + size;
        return fell;
    }

    /** Forgets what is beyond the subscribed depth: the venue tells it again when it comes back (sheet, section 11). */
    void cut() {
        if (size() > depth) {
            from = to - depth;
        }
    }

    /** The text of the ten best levels as the checksum wants it: prices and quantities without point and leading zeros. */
    byte[] text() {
        if (textOld) {
            int end = 0;
            for (int rank = 0; rank < Math.min(CHECKED, size()); rank++) {
                end = Digits.write(price(rank), text, end);
                end = Digits.write(quantity(rank), text, end);
            }
            textEnd = end;
            textOld = false;
        }
        return text;
    }

    /** How long {@link #text()} is. */
    int textLength() {
        return textEnd;
    }
}
