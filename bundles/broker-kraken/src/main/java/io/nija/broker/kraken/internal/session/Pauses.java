package io.nija.broker.kraken.internal.session;

import java.time.Duration;
import java.util.Random;

/**
 * How long to wait before the next attempt: 1, 2, 4 … 30 seconds after failures of the network or the venue, a fifth
 * more or less so that lanes do not come in step; 15, 30, 60 minutes after the venue refused the key. Not thread-safe.
 */
final class Pauses {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration QUARANTINE = Duration.ofMinutes(15);

    private final Random jitter;
    private int failures;
    private int refusals;

    /** @param seed makes lanes differ */
    Pauses(long seed) {
        jitter = new Random(seed);
    }

    Duration afterFailure() {
        Duration pause = Duration.ofSeconds(1L << Math.min(failures++, 5));
        pause = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
        return pause.multipliedBy(80 + jitter.nextInt(41)).dividedBy(100);
    }

    Duration afterRefusal() {
        return QUARANTINE.multipliedBy(1L << Math.min(refusals++, 2));
    }

    /** A lock-out is always waited for as long as Kraken keeps it up. */
    Duration afterLockout() {
        return QUARANTINE;
    }

    void succeeded() {
        failures = 0;
        refusals = 0;
    }

    void impatient() {
        failures = 0;
    }
}
