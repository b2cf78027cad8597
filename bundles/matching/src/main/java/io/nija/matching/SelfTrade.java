package io.nija.matching;

/** Which order goes when an incoming order would meet one of the same owner (Kraken: {@code stptype}). */
public enum SelfTrade {
    /** What is left of the incoming one. */
    CANCEL_NEWEST,
    /** The resting one; the incoming one goes on. */
    CANCEL_OLDEST,
    /** Both. */
    CANCEL_BOTH
}
