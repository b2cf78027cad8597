package io.nija.order;

/** Which way. */
public enum Side {
    BUY,
    SELL
}
