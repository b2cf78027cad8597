package io.nija.status;

import java.util.Locale;

/** The steps of the ladder in the order in which they are proven and shown. */
public enum Step {
    /** The account's file was accepted. */
    FILE,
    /** Both halves of a key pair were found. */
    KEYS,
    /** Both halves have the form the broker expects, and nobody else has the same key. */
    FORMAT,
    /** The broker's bundle is here. */
    BROKER,
    /** The venue answers, and says it is open. */
    VENUE,
    /** The venue accepted a signed call. */
    AUTHENTICATION,
    /** The keys belong to the venue account that this account was first connected with. */
    IDENTITY,
    /** This machine's clock is close enough to the venue's. */
    CLOCK,
    /** The key's rights. */
    PERMISSIONS,
    /** Balances were read, and there is something to trade with. */
    BALANCES,
    /** The rules of the instruments were read. */
    INSTRUMENTS,
    /** The private stream can be opened. */
    STREAM,
    /** Which way orders go. Always satisfied: it is said and decides nothing. */
    PATH,
    /** How much of the venue's limits is used. Always satisfied: it is said and decides nothing. */
    LIMITS,
    /** Journal and venue agree. */
    RECONCILIATION,
    /** A strategy runs on this lane. */
    STRATEGY;

    /** Whether it is only said: a lane is no further and no less far for it. */
    public boolean said() {
        return this == PATH || this == LIMITS;
    }

    /** As it stands in JSON and on the screen: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
