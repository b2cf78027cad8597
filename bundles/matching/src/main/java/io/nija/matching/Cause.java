package io.nija.matching;

/** Why an accepted order ended before it was filled. Its end by time is an event of its own. */
public enum Cause {
    /** Somebody asked for it. */
    REQUESTED,
    /** An amendment left it nothing to fill. */
    AMENDED_AWAY,
    /** Immediate or cancel: nothing more to trade at its limit. */
    IMMEDIATE,
    /** Fill or kill: not all of it could be traded at once; nothing was. */
    FILL_OR_KILL,
    /** A market order emptied the other side, or found it empty. */
    NO_LIQUIDITY,
    /** A market order reached the end of its price protection. */
    PRICE_PROTECTION,
    /** It would have met an order of its owner. */
    SELF_TRADE,
    /** When its trigger fired it would have taken, and was told not to. */
    POST_ONLY,
    /** When its trigger fired the listener did not admit it. */
    NOT_ADMITTED
}
