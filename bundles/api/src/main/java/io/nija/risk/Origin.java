package io.nija.risk;

/** Who wants an order. */
public enum Origin {
    /** A strategy's decision. */
    STRATEGY,
    /** A person's command. */
    PERSON,
    /** A person's command to flatten: the only one that sends under {@link SwitchKind#HALT}. */
    FLATTEN,
    /** The core itself, to protect a position. */
    PROTECTION,
    /** A person's verification of a lane with the smallest legal order; needs no arming, since it asked the person. */
    VERIFICATION
}
