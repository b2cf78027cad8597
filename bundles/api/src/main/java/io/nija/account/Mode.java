package io.nija.account;

/** How far a lane may go. Totals never mix modes. */
public enum Mode {
    /** Reads; sends nothing but what an operator's verification asks for. The default. */
    OBSERVE,
    /** May send real orders once it is armed. */
    LIVE,
    /** A broker that is a simulator or a venue's test environment: trades without arming, shown as such. */
    SANDBOX,
    /** The paper broker. */
    PAPER
}
