package io.nija.matching;

/** Why a command changed nothing. */
public enum Refusal {
    /** An open order has that id. */
    DUPLICATE_ID,
    /** No open order has that id. */
    UNKNOWN_ORDER,
    /** It would take, and was told not to. */
    POST_ONLY,
    /** Its end has come before it. */
    ALREADY_EXPIRED,
    /** The quantities of all open orders together would not fit a long. */
    CAPACITY,
    /** The order has no such property: a trigger where there is none any more, a display quantity without an iceberg. */
    NOT_AMENDABLE,
    /** The order is that way already. */
    NO_CHANGE
}
