package io.nija.matching;

/** How far an order goes for a trade. */
public enum Pricing {
    /** As far as price protection lets it; it never rests. */
    MARKET,
    /** To its limit. */
    LIMIT,
    /** To its trigger price plus an offset; only trailing stops have this. */
    OFFSET
}
