package io.nija.credentials;

import java.util.List;
import java.util.Optional;

import io.nija.account.LaneId;

import org.osgi.annotation.versioning.ProviderType;

/** What is known of every lane's keys. Thread-safe; answers are snapshots. */
@ProviderType
public interface CredentialDirectory {

    /** The finding for a lane that asked; empty when it did not. */
    Optional<CredentialReport> report(LaneId lane);

    /** The finding for a variable that a {@link SecretRequest} asked for; empty when none did. */
    default Optional<SecretReport> secret(String variable) {
        return Optional.empty();
    }

    /** Everything worth an operator's attention beside the lanes' own findings: a readable {@code .env}, one in the wrong place, … */
    List<Warning> warnings();

    /** Reads all sources again now instead of at the next look. */
    void refresh();

    /**
     * Reads again, and proves a new pair of this lane once more that the venue refused before: what an operator wants
     * after mending something at the venue.
     */
    default void retry(LaneId lane) {
        refresh();
    }

    /**
     * One thing to attend to.
     *
     * @param code stable, for programs
     * @param message one line: what, and what to do
     */
    record Warning(String code, String message) {}
}
