package io.nija.trading.internal.command;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.nija.trading.internal.order.TrackedOrder;

/**
 * Waits until it is certain what became of an order: it ended and all its fills are here. Whoever asked is told that it is
 * being waited, for a venue's budget may keep the answer away for half a minute.
 *
 * @param limit the longest wait
 * @param tell how often it is said that it still waits
 */
record Ending(Duration limit, Duration tell) {

    /** What a person at a terminal waits for. */
    static final Ending USUAL = new Ending(Duration.ofSeconds(60), Duration.ofSeconds(10));

    /** Empty when it is still not certain at the end of the wait. */
    Optional<TrackedOrder> await(String what, CompletableFuture<TrackedOrder> certain, Consumer<String> say) throws InterruptedException {
        Duration waited = Duration.ZERO;
        while (waited.compareTo(limit) < 0) {
            Duration part = tell.compareTo(limit.minus(waited)) < 0 ? tell : limit.minus(waited);
            Optional<TrackedOrder> end = Words.await(certain, part);
            if (end.isPresent()) {
                return end;
            }
            waited = waited.plus(part);
            if (waited.compareTo(limit) < 0) {
                say.accept("Still waiting until the venue confirms what became of " + what + " (" + waited.toSeconds() + " s of at most "
                        + limit.toSeconds() + " s).");
            }
        }
        certain.cancel(false);
        return Optional.empty();
    }
}
