package io.nija.status;

/**
 * How far a lane has come, lowest first. A lane shows the highest step that is proven <em>now</em>; each step
 * includes those below it. {@link #DISABLED} stands outside.
 */
public enum LadderState {
    /** Both halves of the key pair are unset, empty or a shipped placeholder. Not an error. */
    NOT_CONFIGURED,
    /** Exactly one half is usable, a value is malformed, a key is used twice or is another account's, or the file is bad. */
    MISCONFIGURED,
    /** The keys are there, the broker's bundle is not. */
    NO_BROKER,
    /** No call proves now that the venue knows these keys. */
    CONNECTING,
    /** The venue accepted a signed call less than a minute ago. */
    AUTHENTICATED,
    /** The key has every right that trading needs, and the clock is good enough to trade by. */
    PERMITTED,
    /** There is enough for at least one smallest order. */
    FUNDED,
    /** Journal and venue agree on orders, fills and balances. */
    RECONCILED,
    /** A strategy runs, and mode and switches allow entries. */
    TRADING,
    /** Switched off by the account's file. */
    DISABLED;

    /** Whether a lane in this state counts as connected. */
    public boolean connected() {
        return this != DISABLED && compareTo(AUTHENTICATED) >= 0;
    }

    /** Whether a lane in this state has what trading needs: keys, rights and money. */
    public boolean mayTrade() {
        return this != DISABLED && compareTo(FUNDED) >= 0;
    }
}
