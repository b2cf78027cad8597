package io.nija.broker.kraken.internal.wire;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** Puts requests on the wire, each at most once: nothing here repeats, redirects or remembers. Thread-safe. */
public interface Transport {

    /**
     * Sends one request.
     *
     * @param beginWrite asked once, when the connection stands and before the first byte is written; when it answers
     *     false nothing is written and the result is {@link WireResult.Fault#TURN_LOST}
     * @return completes on the transport's own thread, never exceptionally
     */
    CompletableFuture<WireResult> exchange(WireRequest request, BooleanSupplier beginWrite);

    /** Cancels what is under way and lets go of threads and connections, waiting no longer than {@code limit}. */
    void close(Duration limit);
}
