package io.nija.broker.kraken.internal.desk;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.nija.broker.Observation;
import io.nija.order.OrderView;
import io.nija.platform.TimeSource;

/**
 * Whether the private stream's list of resting orders is believed. It costs nothing, and it may be wrong: a message that is lost
 * leaves an order in it of whose end no word came. So Kraken's own list is read by REST once a minute, and an order that rests by the
 * stream and not by REST makes the stream's list unbelievable, until the stream tells that end or all that rests anew. Any thread.
 */
public final class ToldOrders {

    /** No longer than this resting orders are known from the stream alone. */
    private static final Duration BY_REST = Duration.ofMinutes(1);

    private static final int KEPT = 1_000;

    private final Supplier<Optional<List<OrderView>>> stream;
    private final BooleanSupplier quiet;
    private final TimeSource time;
    private long askedAt;
    private long snapshots;
    private Set<String> contradicted = Set.of();
    /** Ended orders by REST, the newest last. */
    private final Set<String> ended = new LinkedHashSet<>();

    /**
     * @param stream the orders that rest by the stream; empty when it does not surely tell all
     * @param quiet whether nothing was changed a moment ago, of which the stream may tell late
     */
    ToldOrders(Supplier<Optional<List<OrderView>>> stream, BooleanSupplier quiet, TimeSource time) {
        this.stream = stream;
        this.quiet = quiet;
        this.time = time;
        this.askedAt = time.nanoTime();
    }

    /** What the stream tells; empty when the orders must be read: then whoever asks reads them now. */
    public Optional<Observation.Known<List<OrderView>>> believed() {
        if (!inTime() || !quiet.getAsBoolean()) {
            return Optional.empty();
        }
        Optional<List<OrderView>> told = stream.get();
        return told.filter(this::credible).map(orders -> new Observation.Known<>(orders, time.instant()));
    }

    private synchronized boolean inTime() {
        long now = time.nanoTime();
        if (now - askedAt < BY_REST.toNanos()) {
            return true;
        }
        askedAt = now;
        return false;
    }

    private synchronized boolean credible(List<OrderView> told) {
        return told.stream().map(OrderView::venueOrderId).noneMatch(id -> contradicted.contains(id) || ended.contains(id));
    }

    /** The stream told all that rests: that is as good as a reading. */
    public synchronized void snapshot() {
        askedAt = time.nanoTime();
        snapshots++;
        contradicted = Set.of();
        ended.clear();
    }

    /** REST told that an order has ended: a list in which it still rests is not believed, for the stream missed its end. */
    public synchronized void ended(String venueOrderId) {
        ended.add(venueOrderId);
        if (ended.size() > KEPT) {
            ended.remove(ended.iterator().next());
        }
    }

    /** To be called before the orders are read by REST. */
    public Asked asked() {
        Set<String> before = ids();
        synchronized (this) {
            return new Asked(snapshots, before);
        }
    }

    private Set<String> ids() {
        return stream.get().orElse(List.of()).stream().map(OrderView::venueOrderId).collect(Collectors.toSet());
    }

    /** A reading by REST, and what the stream told before it: only what it told before and after can contradict. */
    public final class Asked {

        private final long snapshot;
        private final Set<String> before;

        private Asked(long snapshot, Set<String> before) {
            this.snapshot = snapshot;
            this.before = before;
        }

        /** What REST showed. */
        public void answered(List<OrderView> byRest) {
            Set<String> still = ids();
            still.retainAll(before);
            byRest.forEach(order -> still.remove(order.venueOrderId()));
            synchronized (ToldOrders.this) {
                if (snapshot == snapshots) {
                    contradicted = Set.copyOf(still);
                }
            }
        }
    }
}
