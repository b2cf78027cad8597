package io.nija.broker.kraken.internal.stream;

import java.time.Duration;
import java.util.Random;

/** How long to wait before the next attempt (sheet, section 17): not at all, a second, then 5 s doubled up to a minute. Not thread-safe. */
final class Backoff {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration REFUSED = Duration.ofMinutes(5);
    private static final Duration CROWDED = Duration.ofSeconds(30);
    private static final int JITTER_MILLIS = 750;

    private final Random jitter;
    private int failures;

    /** @param seed makes connections differ, so that they do not all come back at once */
    Backoff(long seed) {
        jitter = new Random(seed);
    }

    Duration after(StreamSocket.Ended ended) {
        Duration pause = regular();
        if (ended.refused()) {
            pause = REFUSED;
        } else if (ended.crowded() && pause.compareTo(CROWDED) < 0) {
            pause = CROWDED;
        }
        return pause.plusMillis(jitter.nextInt(JITTER_MILLIS));
    }

    private Duration regular() {
        int before = failures++;
        if (before == 0) {
            return Duration.ZERO;
        }
        Duration pause = before == 1 ? Duration.ofSeconds(1) : Duration.ofSeconds(5).multipliedBy(1L << Math.min(before - 2, 4));
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }

    /** It has worked for a while. */
    void succeeded() {
        failures = 0;
    }
}
