package io.nija.trading.internal.lane;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.nija.trading.internal.order.TrackedOrder;

/** A report on an order, and who wants to know which order it is before that. */
final class Awaited extends CompletableFuture<Report> {

    private final Consumer<TrackedOrder> intended;

    Awaited(Consumer<TrackedOrder> intended) {
        this.intended = intended;
    }

    /** Its order has a number now. */
    static void intended(CompletableFuture<Report> report, TrackedOrder order) {
        if (report instanceof Awaited awaited) {
            awaited.intended.accept(order);
        }
    }
}
