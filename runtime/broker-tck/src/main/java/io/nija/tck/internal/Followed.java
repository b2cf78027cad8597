package io.nija.tck.internal;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.nija.broker.BrokerSession;
import io.nija.broker.LaneFollower;
import io.nija.order.OrderView;
import io.nija.order.Trade;

/** What a lane's private stream told. Thread-safe. */
final class Followed implements LaneFollower, AutoCloseable {

    private final List<OrderView> orders = new CopyOnWriteArrayList<>();
    private final List<Trade> trades = new CopyOnWriteArrayList<>();
    private final AtomicInteger lives = new AtomicInteger();
    private final AtomicInteger downs = new AtomicInteger();
    private final AtomicInteger gaps = new AtomicInteger();
    private AutoCloseable end;

    private Followed() {}

    static Followed of(BrokerSession session) {
        return on(session).orElseThrow(() -> new UnsupportedOperationException("the session cannot be followed"));
    }

    /** Empty when the session has no private stream. */
    static Optional<Followed> on(BrokerSession session) {
        Followed followed = new Followed();
        return session.follow(followed).map(end -> {
            followed.end = end;
            return followed;
        });
    }

    List<OrderView> orders(String venueOrderId) {
        return orders.stream().filter(order -> venueOrderId.equals(order.venueOrderId())).toList();
    }

    boolean told(String venueOrderId) {
        return !orders(venueOrderId).isEmpty();
    }

    List<Trade> trades(String venueOrderId) {
        return trades.stream().filter(trade -> venueOrderId.equals(trade.venueOrderId())).toList();
    }

    List<Trade> all() {
        return List.copyOf(trades);
    }

    /** What was told to be filled of an order. */
    BigDecimal sum(String venueOrderId) {
        return trades(venueOrderId).stream().map(Trade::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    int lives() {
        return lives.get();
    }

    int downs() {
        return downs.get();
    }

    int gapsTold() {
        return gaps.get();
    }

    @Override
    public void order(OrderView order) {
        orders.add(order);
    }

    @Override
    public void trade(Trade trade) {
        trades.add(trade);
    }

    @Override
    public void live() {
        lives.incrementAndGet();
    }

    @Override
    public void down(String reason) {
        downs.incrementAndGet();
    }

    @Override
    public void gap(String reason) {
        gaps.incrementAndGet();
    }

    @Override
    public void close() throws Exception {
        end.close();
    }
}
