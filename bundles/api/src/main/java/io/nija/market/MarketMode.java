package io.nija.market;

/** What a venue, or one of its markets, accepts now. */
public enum MarketMode {
    /** Everything. */
    ONLINE,
    /** Only cancels. */
    CANCEL_ONLY,
    /** Only post-only limit orders and cancels. */
    POST_ONLY,
    /** No market orders. */
    LIMIT_ONLY,
    /** Only orders that make a position smaller. */
    REDUCE_ONLY,
    /** Nothing. */
    MAINTENANCE,
    /** A word this version does not know; treated like {@link #CANCEL_ONLY}. */
    OTHER
}
