package io.nija.simulator.internal.market;

/** An account's order in the book. */
public interface Resting {

    /** Whose it is; an owner's orders never meet one another. */
    String owner();

    /** Its side. */
    boolean buys();

    /** Its limit. */
    long ticks();

    /** What is left of it. */
    long openLots();

    /** When it came, nanoseconds since 1970. */
    long since();
}
