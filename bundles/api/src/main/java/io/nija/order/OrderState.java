package io.nija.order;

/** Where an order is at the venue. */
public enum OrderState {
    PENDING,
    OPEN,
    PARTIALLY_FILLED,
    FILLED,
    CANCELED,
    EXPIRED,
    /** A word this version does not know. */
    OTHER
}
