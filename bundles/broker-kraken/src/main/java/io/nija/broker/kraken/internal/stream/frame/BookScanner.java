package io.nija.broker.kraken.internal.stream.frame;

/**
 * Reads {@code book} frames of the usual form straight from their characters, because they are nearly all of the traffic. It is
 * never the last word: whatever is not exactly as expected (another field, an escape, a number in another notation, an error)
 * is left to the reader that knows all of JSON. So it can refuse a good frame, but never take a bad one. Not thread-safe.
 */
final class BookScanner {

    private static final int NUMBER_REFUSED = -1;
    private static final int LONGEST_NAME = 40;
    private static final char[] BOOK = "book".toCharArray();
    private static final char[] UPDATE = "update".toCharArray();
    private static final char[] SNAPSHOT = "snapshot".toCharArray();
    private static final char[] CHANNEL = "channel".toCharArray();
    private static final char[] TYPE = "type".toCharArray();
    private static final char[] DATA = "data".toCharArray();
    private static final char[] SYMBOL = "symbol".toCharArray();
    private static final char[] BIDS = "bids".toCharArray();
    private static final char[] ASKS = "asks".toCharArray();
    private static final char[] CHECKSUM = "checksum".toCharArray();
    private static final char[] TIMESTAMP = "timestamp".toCharArray();
    private static final char[] PRICE = "price".toCharArray();
    private static final char[] QUANTITY = "qty".toCharArray();

    private final SymbolNames names = new SymbolNames();
    private char[] text;
    private int at;
    private int end;
    private int from;
    private int to;
    private long number;
    private boolean refused;

    /** @return whether it was such a frame and {@code frame} holds all of it */
    boolean scan(char[] characters, int length, BookFrame frame) {
        text = characters;
        end = length;
        at = 0;
        refused = false;
        frame.begin();
        return envelope(frame);
    }

    private boolean envelope(BookFrame frame) {
        int seen = 0;
        if (!take('{')) {
            return false;
        }
        do {
            if (!string() || !take(':')) {
                return false;
            }
            if (is(CHANNEL)) {
                if (!string() || !is(BOOK)) {
                    return false;
                }
                seen = once(seen, 1);
            } else if (is(TYPE)) {
                if (!string() || !is(UPDATE) && !is(SNAPSHOT)) {
                    return false;
                }
                frame.snapshot = is(SNAPSHOT);
                seen = once(seen, 2);
            } else if (is(DATA)) {
                if (!take('[') || !book(frame) || !take(']')) {
                    return false;
                }
                seen = once(seen, 4);
            } else {
                return false;
            }
        } while (take(','));
        if (!take('}')) {
            return false;
        }
        blanks();
        return seen == 7 && at == end && !refused;
    }

    private boolean book(BookFrame frame) {
        int seen = 0;
        if (!take('{')) {
            return false;
        }
        do {
            if (!string() || !take(':')) {
                return false;
            }
            if (is(BIDS)) {
                if (!levels(frame.bids)) {
                    return false;
                }
                seen = once(seen, 1);
            } else if (is(ASKS)) {
                if (!levels(frame.asks)) {
                    return false;
                }
                seen = once(seen, 2);
            } else if (is(SYMBOL)) {
                if (!string() || !name()) {
                    return false;
                }
                frame.symbol = names.of(text, from, to);
                seen = once(seen, 4);
            } else if (is(CHECKSUM)) {
                if (number() != 0 || number > 0xFFFF_FFFFL) {
                    return false;
                }
                frame.checksum = number;
                seen = once(seen, 8);
            } else if (is(TIMESTAMP)) {
                if (!string()) {
                    return false;
                }
                seen = once(seen, 16);
            } else {
                return false;
            }
        } while (take(','));
        return (seen & 15) == 15 && take('}');
    }

    private boolean levels(BookFrame.Levels levels) {
        if (!take('[')) {
            return false;
        }
        if (take(']')) {
            return true;
        }
        do {
            if (!level(levels)) {
                return false;
            }
        } while (take(','));
        return take(']');
    }

    private boolean level(BookFrame.Levels levels) {
        if (!take('{') || !string() || !is(PRICE) || !take(':')) {
            return false;
        }
        int priceDecimals = number();
        long price = number;
        if (priceDecimals < 0 || !take(',') || !string() || !is(QUANTITY) || !take(':')) {
            return false;
        }
        int quantityDecimals = number();
        if (quantityDecimals < 0 || !take('}')) {
            return false;
        }
        levels.add(price, priceDecimals, number, quantityDecimals);
        return true;
    }

    /** A field that comes twice is somebody else's to judge. */
    private int once(int seen, int bit) {
        refused |= (seen & bit) != 0;
        return seen | bit;
    }

    private void blanks() {
        while (at < end && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t')) {
            at++;
        }
    }

    private boolean take(char expected) {
        if (at < end && text[at] == expected) {
            at++;
            return true;
        }
        blanks();
        if (at < end && text[at] == expected) {
            at++;
            return true;
        }
        return false;
    }

    /** A text without escapes, between {@code from} and {@code to}. */
    private boolean string() {
        if (!take('"')) {
            return false;
        }
        from = at;
        while (at < end) {
            char c = text[at++];
            if (c == '"') {
                to = at - 1;
                return true;
            }
            if (c == '\\' || c < ' ' || c > '~') {
                return false;
            }
        }
        return false;
    }

    /** Whether the text is one word of a length that a symbol can have. */
    private boolean name() {
        for (int i = from; i < to; i++) {
            if (text[i] == ' ') {
                return false;
            }
        }
        return to > from && to - from <= LONGEST_NAME;
    }

    private boolean is(char[] word) {
        if (to - from != word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (text[from + i] != word[i]) {
                return false;
            }
        }
        return true;
    }

    /** Puts the digits into {@code number}; answers how many of them are decimals, or {@value #NUMBER_REFUSED}. */
    private int number() {
        blanks();
        int begin = at;
        long value = 0;
        while (at < end && text[at] >= '0' && text[at] <= '9') {
            value = value * 10 + (text[at++] - '0');
        }
        int whole = at - begin;
        int decimals = 0;
        if (at < end && text[at] == '.') {
            at++;
            int fraction = at;
            while (at < end && text[at] >= '0' && text[at] <= '9') {
                value = value * 10 + (text[at++] - '0');
            }
            decimals = at - fraction;
            if (decimals == 0) {
                return NUMBER_REFUSED;
            }
        }
        boolean written = whole > 0 && (whole == 1 || text[begin] != '0') && whole + decimals <= Decimal.MOST_DIGITS;
        if (!written || at < end && (text[at] == 'e' || text[at] == 'E')) {
            return NUMBER_REFUSED;
        }
        number = value;
        return decimals;
    }
}
