package io.nija.broker;

import io.nija.account.LaneId;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Remembers which venue account each lane was first connected with, durably, so that keys of another account are
 * noticed. What was connected at a simulator is remembered apart from what was connected at the venue itself.
 * Identities are kept as hashes. Thread-safe; a claim may write a small file.
 */
@ProviderType
public interface IdentityPins {

    /** Where a venue account is. */
    enum Environment {
        /** At the venue itself. */
        REAL,
        /** At a simulator, or at the venue's own place for practice. */
        SANDBOX
    }

    /**
     * A lane proved to be a venue account.
     *
     * @param identity the venue's own, stable name of the account
     */
    Claim claim(LaneId lane, Environment environment, String identity);

    /** As {@link #claim(LaneId, Environment, String)} at the venue itself. */
    default Claim claim(LaneId lane, String identity) {
        return claim(lane, Environment.REAL, identity);
    }

    /** What a claim would answer now; nothing is written. {@code Accepted(true)} when the lane has no pin yet. */
    Claim compare(LaneId lane, Environment environment, String identity);

    /**
     * Lets the next claim of this lane replace its pin, if it is another identity and nobody else's: what an operator
     * wants who moved the account at the venue. Any claim uses the permission up, and so does the end of the process.
     */
    void rebind(LaneId lane, Environment environment);

    /** Forgets a lane's pins, so that the next authentication sets a new one. */
    void release(LaneId lane);

    /** The answer to a claim. */
    sealed interface Claim {
        /** The same venue account as before, or the first one. */
        record Accepted(boolean first) implements Claim {}

        /** This lane was pinned to another venue account. */
        record Changed() implements Claim {}

        /** The venue account is already another lane's. */
        record TakenBy(LaneId other) implements Claim {}

        /** The pin could neither be read nor written: nothing is known, so nothing is allowed. */
        record Unreadable(String reason) implements Claim {}
    }
}
