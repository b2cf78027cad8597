package io.nija.trading.internal.lane;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

import io.nija.trading.internal.order.TrackedOrder;

/** Who waits for an order to be somewhere. Not thread-safe; whoever gave up cancels, and is forgotten at the next look. */
final class Waiting {

    private record One(long number, Predicate<TrackedOrder> until, CompletableFuture<TrackedOrder> answer) {}

    private final List<One> all = new ArrayList<>();

    void add(long number, Predicate<TrackedOrder> until, CompletableFuture<TrackedOrder> answer) {
        all.add(new One(number, until, answer));
    }

    /** Answers all whose order is where they wait for it. */
    void look(LaneBook book) {
        all.removeIf(one -> one.answer().isDone() || book.order(one.number()).filter(one.until()).map(one.answer()::complete).orElse(false));
    }
}
