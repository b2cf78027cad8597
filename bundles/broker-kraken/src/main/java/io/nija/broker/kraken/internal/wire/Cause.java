package io.nija.broker.kraken.internal.wire;

/** What a session has to do about a problem. Every place that reacts switches over all of them. */
public enum Cause {
    /** The network or the venue's machines did not answer: try again, with growing pauses. */
    UNREACHABLE,
    /** Something between us and the venue refuses to let us through: do not hammer. */
    EDGE,
    /** The venue does not accept the key, the signature or the account behind it. */
    KEY,
    /** The nonce was not above the last one. */
    NONCE,
    /** Too many failed authentications: every further call makes it longer. */
    LOCKOUT,
    /** The key lacks a right. */
    RIGHT,
    /** The REST counter, or the venue's own throttle, is full: wait. */
    LIMIT,
    /** The order counter of one pair is full: that pair's orders wait, nothing else does. */
    ENGINE,
    /** The venue has trouble of its own. */
    SERVICE,
    /** The answer could not be understood. */
    UNREADABLE,
    /** The venue does not know this method. */
    UNKNOWN_METHOD,
    /** What was asked for is not possible as it was asked. */
    REQUEST,
    /** The venue said something this version does not know. */
    UNKNOWN,
    /** The turn on the lane was lost before anything was written. */
    TURN_LOST,
    /** Never sent, for a reason on this side. */
    LOCAL
}
