package io.nija.broker.kraken.internal.stream.privatefeed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.nija.account.LaneId;
import io.nija.broker.kraken.internal.stream.frame.Execution;
import io.nija.broker.kraken.internal.stream.frame.Frame;
import io.nija.order.OrderView;
import io.nija.order.Trade;
import io.nija.platform.TimeSource;

/**
 * The account as one subscription of its executions tells it: a snapshot, then what happens. Passes on what is told, and remembers
 * it, so that it need not be asked. Guarded by the stream's lock.
 */
final class ToldAccount {

    /** A snapshot of more may come in parts (sheet, section 13.1), and then no part says that it is the last. */
    private static final int FEW = 100;
    private static final Duration PARTS = Duration.ofSeconds(2);

    private final TimeSource time;
    private final PrivateListener listener;
    private final OrderCache orders;
    private final ToldTrades trades = new ToldTrades();
    private long snapshotAt;
    private boolean many;

    ToldAccount(LaneId lane, TimeSource time, PrivateListener listener) {
        this.time = time;
        this.listener = listener;
        this.orders = new OrderCache(lane);
    }

    /** The first message of a subscription: what was known is told anew. */
    void first(Frame.Executions told) {
        orders.begin();
        trades.begin();
        many = told.all().size() > FEW;
        next(told);
    }

    void next(Frame.Executions told) {
        if (told.snapshot()) {
            snapshotAt = time.nanoTime();
        }
        told.all().forEach(event -> event(event, told.snapshot()));
    }

    private void event(Execution event, boolean snapshot) {
        Optional<Trade> trade = orders.trade(event);
        trade.ifPresent(trades::add);
        trade.ifPresent(listener::trade);
        if (trade.isEmpty() && ("trade".equals(event.type()) || event.fill())) {
            trades.missed();
        }
        boolean history = snapshot && "trade".equals(event.type());
        orders.order(event, history).ifPresent(listener::order);
        if (!history && !orders.complete(event.orderId())) {
            listener.gap("Too little is known of the order " + event.orderId() + ".");
        } else if (!snapshot && event.fill() && orders.trade(event).isEmpty()) {
            listener.gap("Not all is told of the fill " + event.tradeId() + ".");
        }
        if (event.rateCount() != null && event.symbol() != null) {
            listener.rateCount(event.symbol(), event.rateCount());
        }
    }

    /** The orders that rest; empty while it is not surely all of them. */
    Optional<List<OrderView>> resting() {
        return many && time.nanoTime() - snapshotAt < PARTS.toNanos() ? Optional.empty() : orders.resting();
    }

    /** Every fill since {@code from}; empty when one may be missing. */
    Optional<List<Trade>> trades(Instant from) {
        return trades.from(from);
    }
}
