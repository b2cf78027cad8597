package io.nija.simulation;

import java.time.Duration;
import java.util.List;

/**
 * What one seed came to.
 *
 * @param tier of the keys
 * @param invariant that was broken first; empty when none was
 * @param text how
 * @param orders that the exchange took from NIJA
 * @param steps tasks that ran
 * @param passed virtual time
 * @param digest the same for two runs only when they were the same
 * @param trace the last steps, when it was traced
 */
public record Result(long seed, String tier, String invariant, String text, int orders, long steps, Duration passed, long digest, List<String> trace) {

    public boolean clean() {
        return invariant.isEmpty();
    }
}
