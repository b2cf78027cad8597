package io.nija.trading.internal.lane;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

import io.nija.trading.internal.order.TrackedOrder;

/**
 * Who waits for an order to be somewhere. Not thread-safe; whoever gave up cancels, and is forgotten at the next look, as is
 * whoever waits longer than anybody does.
 */
final class Waiting {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private record One(long number, Predicate<TrackedOrder> until, CompletableFuture<TrackedOrder> answer, Instant since) {}

    private final List<One> all = new ArrayList<>();

    void add(long number, Predicate<TrackedOrder> until, CompletableFuture<TrackedOrder> answer, Instant now) {
        all.add(new One(number, until, answer, now));
    }

    /** Answers all whose order is where they wait for it. */
    void look(LaneBook book, Instant now) {
        all.removeIf(one -> one.answer().isDone() || one.since().plus(LONGEST).isBefore(now) && one.answer().cancel(false) || book.order(one.number()).filter(one.until()).map(one.answer()::complete).orElse(false));
    }
}
