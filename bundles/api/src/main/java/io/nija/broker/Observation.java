package io.nija.broker;

import java.time.Instant;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Something that was read from a venue, or could not be. A failed query is never an empty answer.
 *
 * @param <T> what is observed
 */
@ProviderType
public sealed interface Observation<T> {

    /**
     * Read, and recent enough to act on.
     *
     * @param at when the venue answered, by this machine's clock
     */
    record Known<T>(T value, Instant at) implements Observation<T> {}

    /**
     * Read once, but the latest attempt failed or it is too old to act on.
     *
     * @param at when the venue gave {@code value}
     */
    record Stale<T>(T value, Instant at, String code, String reason) implements Observation<T> {}

    /** Not read. */
    record Missing<T>(String code, String reason) implements Observation<T> {}
}
