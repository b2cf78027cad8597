package io.nija.broker.kraken.internal.venue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.nija.broker.kraken.internal.wire.Reply;
import io.nija.platform.TimeSource;

/**
 * One public question that several sessions ask: those who ask while it is under way, or shortly after, share the
 * answer, which keeps the time of the call it came from. A failure is shared with nobody who asks later. Thread-safe.
 *
 * @param <T> the answer
 */
final class SharedRead<T> {

    private final TimeSource time;
    private final Supplier<CompletableFuture<Reply<T>>> ask;
    private CompletableFuture<Reply<T>> underWay;
    private Reply.Good<T> latest;
    private long latestNanos;

    SharedRead(TimeSource time, Supplier<CompletableFuture<Reply<T>>> ask) {
        this.time = time;
        this.ask = ask;
    }

    /** The answer of a call that ended no longer than {@code age} ago, or else of a new one. */
    CompletableFuture<Reply<T>> get(Duration age) {
        CompletableFuture<Reply<T>> mine;
        synchronized (this) {
            if (latest != null && time.nanoTime() - latestNanos <= age.toNanos() && !age.isZero()) {
                return CompletableFuture.completedFuture(latest);
            }
            if (underWay != null) {
                return underWay.copy();
            }
            mine = new CompletableFuture<>();
            underWay = mine;
        }
        asked().whenComplete((reply, failure) -> {
            synchronized (this) {
                underWay = null;
                if (reply instanceof Reply.Good<T> good) {
                    latest = good;
                    latestNanos = time.nanoTime();
                }
            }
            if (failure != null) {
                mine.completeExceptionally(failure);
            } else {
                mine.complete(reply);
            }
        });
        return mine.copy();
    }

    /** The last good answer, however old. */
    synchronized Optional<T> latest() {
        return Optional.ofNullable(latest).map(Reply.Good::value);
    }

    /** A question that cannot even be asked has failed; otherwise all who ask later would wait for it for ever. */
    private CompletableFuture<Reply<T>> asked() {
        try {
            return ask.get();
        } catch (Throwable notAsked) {
            return CompletableFuture.failedFuture(notAsked);
        }
    }
}
