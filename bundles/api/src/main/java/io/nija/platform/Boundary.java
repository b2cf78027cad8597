package io.nija.platform;

import io.nija.account.LaneId;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is told when a write or send boundary is passed: a moment after which something is on the disk, at the venue or known that
 * was not before. A whiteboard service for tests that end the process there; none is registered in a shipped NIJA, and then
 * a boundary costs the look at an empty list.
 *
 * <p>Called on the thread that passes it, which goes on when the call returns; an implementation must be thread-safe.
 */
@ConsumerType
public interface Boundary {

    /** Nobody is told. */
    Boundary NONE = (name, lane) -> {};

    /**
     * @param name which one, for example {@code place.durable}; {@code bundles/trading/README.md} and
     *     {@code bundles/journal/README.md} list them
     * @param lane whose; null when it concerns all
     */
    void passed(String name, LaneId lane);
}
