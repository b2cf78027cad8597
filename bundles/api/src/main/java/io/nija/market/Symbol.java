package io.nija.market;

/**
 * An instrument's name, the same at every broker: {@code BTC/USD}.
 *
 * @param base what is bought or sold
 * @param quote what it is paid with
 */
public record Symbol(String base, String quote) implements Comparable<Symbol> {

    public Symbol {
        if (base == null || quote == null || base.isBlank() || quote.isBlank()
                || base.indexOf('/') >= 0 || quote.indexOf('/') >= 0) {
            throw new IllegalArgumentException(
                    "A symbol is written BASE/QUOTE, for example BTC/USD; '" + base + "/" + quote + "' is not.");
        }
    }

    /** Reads {@code BASE/QUOTE}. */
    public static Symbol parse(String text) {
        int slash = text.indexOf('/');
        return slash < 0 ? new Symbol(text, "") : new Symbol(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public int compareTo(Symbol other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return base + "/" + quote;
    }
}
