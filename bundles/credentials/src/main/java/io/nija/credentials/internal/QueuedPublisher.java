package io.nija.credentials.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import io.nija.account.LaneId;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives keys out and takes them back aside from the desk's queue, because taking keys back closes their session, which may
 * take seconds: no other lane's keys wait for that. For each lane one thing happens after the other, and a key that
 * another lane gives back is given out when that is done. Called on the desk's queue.
 */
final class QueuedPublisher implements KeyRing.Publisher {

    private static final Logger LOG = LoggerFactory.getLogger(QueuedPublisher.class);
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    private final KeyRing.Publisher publisher;
    private final Executor executor;
    private final Consumer<LaneId> takenBack;
    /** The last thing to happen for each lane. */
    private final Map<LaneId, CompletableFuture<Void>> lanes = new HashMap<>();
    /** By the key's digest. */
    private final Map<String, CompletableFuture<Void>> returns = new HashMap<>();

    /**
     * @param executor may block, and has threads enough for the lanes that end at the same time
     * @param takenBack told of each lane whose keys were taken back, on a thread of {@code executor}
     */
    QueuedPublisher(KeyRing.Publisher publisher, Executor executor, Consumer<LaneId> takenBack) {
        this.publisher = publisher;
        this.executor = executor;
        this.takenBack = takenBack;
    }

    @Override
    public KeyRing.Publication publish(LaneCredentials credentials) {
        LaneId lane = credentials.lane();
        String digest = credentials.digest();
        forgetPast();
        CompletableFuture<KeyRing.Publication> published = CompletableFuture.allOf(settled(lane), returns.getOrDefault(digest, DONE))
                .thenApplyAsync(free -> publisher.publish(credentials), executor);
        lanes.put(lane, caught(lane, published.thenApply(any -> null)));
        return new KeyRing.Publication() {

            @Override
            public void sourceChanged() {
                next(lane, () -> published.join().sourceChanged());
            }

            @Override
            public void end(Runnable then) {
                CompletableFuture<Void> returned = next(lane, () -> {
                    try {
                        // What could not be given out needs no taking back.
                        if (!published.isCompletedExceptionally()) {
                            published.join().end(() -> { });
                        }
                    } finally {
                        then.run();
                        takenBack.accept(lane);
                    }
                });
                returns.put(digest, returned);
            }
        };
    }

    private CompletableFuture<Void> next(LaneId lane, Runnable task) {
        CompletableFuture<Void> done = caught(lane, settled(lane).thenRunAsync(task, executor));
        lanes.put(lane, done);
        return done;
    }

    /** What fails for one thing must not stop the next one. */
    private static CompletableFuture<Void> caught(LaneId lane, CompletableFuture<Void> work) {
        return work.exceptionally(failure -> {
            LOG.error("The keys of {} could not be handed over: {}", lane, String.valueOf(failure.getCause()), failure);
            return null;
        });
    }

    /** Waits until all that was asked for has happened; answers whether it has within the limit. */
    boolean await(Duration limit) throws InterruptedException {
        try {
            CompletableFuture.allOf(lanes.values().toArray(CompletableFuture[]::new)).get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException late) {
            return false;
        }
    }

    private void forgetPast() {
        lanes.values().removeIf(CompletableFuture::isDone);
        returns.values().removeIf(CompletableFuture::isDone);
    }

    @Override
    public CompletableFuture<Void> settled(LaneId lane) {
        return lanes.getOrDefault(lane, DONE);
    }
}
