package io.nija.order;

/** What an order does to a position: who goes first when a lane's turn is free, and what may use its reserves. */
public enum Purpose {
    /** Keeps a position from losing more: its stop, and what is re-sent of one. */
    PROTECTIVE,
    /** Makes a position smaller. */
    EXIT,
    /** Opens a position or makes it larger. */
    ENTRY
}
