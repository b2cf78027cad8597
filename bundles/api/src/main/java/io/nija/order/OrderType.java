package io.nija.order;

/** The kinds of order that venues offer. */
public enum OrderType {
    MARKET,
    LIMIT,
    ICEBERG,
    STOP_LOSS,
    STOP_LOSS_LIMIT,
    TAKE_PROFIT,
    TAKE_PROFIT_LIMIT,
    TRAILING_STOP,
    TRAILING_STOP_LIMIT,
    SETTLE_POSITION,
    /** A word this version does not know. */
    OTHER
}
