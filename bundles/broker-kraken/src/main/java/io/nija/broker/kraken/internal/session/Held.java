package io.nija.broker.kraken.internal.session;

import java.time.Duration;
import java.time.Instant;

import io.nija.broker.Observation;
import io.nija.broker.kraken.internal.wire.Problem;

/**
 * Something read from the venue and kept for those who ask. A failed attempt never empties it: it makes it stale.
 * Written on the session's queue, read by everybody.
 *
 * @param <T> what is kept
 */
final class Held<T> {

    private static final Duration FRESH = Duration.ofMinutes(1);

    private volatile Observation<T> observed;

    Held(String what) {
        observed = new Observation.Missing<>("KRAKEN_NOT_READ_YET", what + " were not read yet.");
    }

    void known(T value, Instant at) {
        observed = new Observation.Known<>(value, at);
    }

    void failed(Problem problem) {
        Observation<T> before = observed;
        if (before instanceof Observation.Known<T> known) {
            observed = new Observation.Stale<>(known.value(), known.at(), problem.code(), problem.message());
        } else if (before instanceof Observation.Stale<T> stale) {
            observed = new Observation.Stale<>(stale.value(), stale.at(), problem.code(), problem.message());
        } else {
            observed = new Observation.Missing<>(problem.code(), problem.message());
        }
    }

    /** What was read is not this account's, or may not be shown any more. */
    void forget(String code, String reason) {
        observed = new Observation.Missing<>(code, reason);
    }

    /** Any thread. */
    Observation<T> observed(Instant now) {
        Observation<T> current = observed;
        if (current instanceof Observation.Known<T> known && known.at().isBefore(now.minus(FRESH))) {
            return new Observation.Stale<>(known.value(), known.at(), "KRAKEN_NOT_RENEWED", "It was not read again in time.");
        }
        return current;
    }
}
