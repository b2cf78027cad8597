package io.nija.broker.kraken.internal.wire;

import java.time.Instant;

/**
 * Asked twice before a call leaves: when its turn begins, and just before its first byte. What may be sent when it is asked
 * for may not be sent any more when its turn comes. Called on the lane's queue and on the transport's threads; must not wait.
 */
@FunctionalInterface
public interface Guard {

    /** Lets everything through. */
    Guard OPEN = now -> null;

    /**
     * Why the call must not be sent; null when it may.
     *
     * @param now by this machine's clock
     */
    Problem obstacle(Instant now);
}
