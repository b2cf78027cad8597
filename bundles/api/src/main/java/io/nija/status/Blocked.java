package io.nija.status;

import java.time.Instant;

/**
 * What keeps a lane from being used although nothing is missing.
 *
 * @param kind stands in JSON
 * @param until when it is tried again by itself; null when only a person can end it
 * @param reason one line of plain words
 */
public record Blocked(Kind kind, Instant until, String reason) {

    /** The kinds of block. */
    public enum Kind {
        /** The venue is in maintenance or accepts only some orders. */
        SUSPENDED,
        /** The venue asked us to slow down until a given time. */
        THROTTLED,
        /** Calls with these keys have stopped, because going on would do harm (lock-out, nonce war). */
        QUARANTINED
    }
}
