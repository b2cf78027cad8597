package io.nija.trading.internal.lane;

/**
 * Something in which the journal and the venue differ, or that must be known before they are called equal.
 *
 * @param kind what sort
 * @param subject which order or asset
 * @param text one sentence with both sides' numbers and what follows
 */
public record Difference(Kind kind, String subject, String text) {

    /** Sorts of difference. */
    public enum Kind {
        /** It has our prefix and the journal does not know it: reduce-only until a person adopted it. */
        ORPHANED(true),
        /** Nobody knows whether the venue took it. */
        IN_DOUBT(true),
        /** Its fills do not sum up to what the venue says. */
        FILLS_DISAGREE(true),
        /** The two sides contradict each other. */
        CONTRADICTION(true),
        /** The venue holds less of an asset than the managed positions say. */
        HOLDING_SHORT(true),
        /** A balance changed, and neither a fill nor the venue's ledger explains it. */
        BALANCE_UNEXPLAINED(true),
        /** The journal cannot be written. */
        JOURNAL(true),
        /** Somebody else's order: seen, counted, left alone. */
        FOREIGN(false);

        private final boolean blocking;

        Kind(boolean blocking) {
            this.blocking = blocking;
        }

        /** Whether the lane is not reconciled because of it. */
        public boolean blocking() {
            return blocking;
        }
    }
}
