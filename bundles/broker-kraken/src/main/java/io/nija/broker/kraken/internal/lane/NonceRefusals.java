package io.nija.broker.kraken.internal.lane;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;

/** When Kraken refused nonces that nothing of ours had overtaken: several within a minute mean that somebody else uses the key. */
final class NonceRefusals {

    private static final Duration MEMORY = Duration.ofMinutes(1);

    private final ArrayDeque<Instant> refusals = new ArrayDeque<>();

    void add(Instant at) {
        refusals.addLast(at);
    }

    /** How many there were within the last minute. */
    int lately(Instant now) {
        Instant since = now.minus(MEMORY);
        while (!refusals.isEmpty() && refusals.peekFirst().isBefore(since)) {
            refusals.removeFirst();
        }
        return refusals.size();
    }

    void clear() {
        refusals.clear();
    }
}
