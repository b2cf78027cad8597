package io.nija.broker;

import org.osgi.annotation.versioning.ProviderType;

/**
 * What became of a command that may change something at a venue.
 *
 * @param <T> what the venue answers when it was done
 */
@ProviderType
public sealed interface Outcome<T> {

    /** The venue said that it was done. */
    record Confirmed<T>(T value) implements Outcome<T> {}

    /**
     * The venue said, by an answer on a closed list, that it was not done; or it was never sent.
     *
     * @param code stable, for programs
     * @param reason one line of plain words
     */
    record Refused<T>(String code, String reason) implements Outcome<T> {}

    /**
     * Nobody knows. Not a failure: it must be resolved by asking the venue, never by sending again.
     *
     * @param code stable, for programs
     * @param reason one line of plain words
     */
    record Unknown<T>(String code, String reason) implements Outcome<T> {}
}
