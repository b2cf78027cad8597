package io.nija.order;

/** How long an order lives. */
public enum TimeInForce {
    /** Until it is cancelled. */
    GTC,
    /** What does not trade at once is cancelled. */
    IOC,
    /** Until a given time. */
    GTD,
    /** All at once or nothing. */
    FOK
}
