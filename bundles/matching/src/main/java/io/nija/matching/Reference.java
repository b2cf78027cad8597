package io.nija.matching;

/** The price a trigger looks at (Kraken: {@code trigger}). */
public enum Reference {
    /** The last trade, of this market or told to it. */
    LAST,
    /** An index price that is told to the market. */
    INDEX
}
