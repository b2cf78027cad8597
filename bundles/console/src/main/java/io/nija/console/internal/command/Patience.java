package io.nija.console.internal.command;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.nija.broker.Observation;

/** A common time limit for answers that are awaited one after the other. Used by one thread. */
final class Patience {

    private final Duration limit;
    private final long end;

    Patience(Duration limit) {
        this.limit = limit;
        end = System.nanoTime() + limit.toNanos();
    }

    /** What a stage completes with; empty when the time is over first. */
    <T> Optional<T> await(CompletionStage<T> stage) throws InterruptedException {
        try {
            return Optional.ofNullable(stage.toCompletableFuture().get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            return Optional.empty();
        } catch (ExecutionException failed) {
            // A session never fails for what a venue did, so this is a mistake and told as one.
            throw new CompletionException(failed.getCause());
        }
    }

    /** As {@link #await}, a late answer is {@code Missing}. */
    <T> Observation<T> observe(CompletionStage<Observation<T>> stage) throws InterruptedException {
        return await(stage).orElseGet(() -> new Observation.Missing<>("NO_ANSWER_IN_TIME", lateness()));
    }

    /** What to say when there was no answer. */
    String lateness() {
        return "no answer within " + limit.toSeconds() + " s";
    }
}
