package io.nija.broker;

import io.nija.account.LaneId;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Remembers which venue account each lane was first connected with, durably, so that keys of another account are
 * noticed. Identities are kept as hashes. Thread-safe; a claim may write a small file.
 */
@ProviderType
public interface IdentityPins {

    /**
     * A lane proved to be a venue account.
     *
     * @param identity the venue's own, stable name of the account
     */
    Claim claim(LaneId lane, String identity);

    /** Forgets a lane's pin, so that the next authentication sets a new one. */
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
