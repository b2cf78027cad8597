package io.nija.container;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.nija.account.LaneId;
import io.nija.broker.BrokerSession;
import io.nija.broker.Outcome;
import io.nija.market.Symbol;
import io.nija.order.OrderRequest;
import io.nija.order.OrderType;
import io.nija.order.Side;
import io.nija.order.TimeInForce;
import io.nija.order.Validation;

/** One caller for each lane that lets the venue check orders, one after the other, until it is closed. */
final class Load implements AutoCloseable {

    private static final OrderRequest ORDER = new OrderRequest(Symbol.parse("BTC/USD"), Side.BUY, OrderType.LIMIT,
            new BigDecimal("0.001"), new BigDecimal("20000.0"), TimeInForce.GTC, false);

    private final List<Thread> callers = new ArrayList<>();
    private final Map<LaneId, AtomicLong> confirmed = new TreeMap<>();
    private final List<String> failed = java.util.Collections.synchronizedList(new ArrayList<>());
    private volatile boolean closed;

    private Load() {}

    static Load on(Inside inside, LaneId... lanes) {
        Load load = new Load();
        for (LaneId lane : lanes) {
            AtomicLong count = new AtomicLong();
            load.confirmed.put(lane, count);
            Thread caller = new Thread(() -> load.call(inside, lane, count), "load of " + lane.account());
            load.callers.add(caller);
            caller.start();
        }
        return load;
    }

    private void call(Inside inside, LaneId lane, AtomicLong count) {
        while (!closed) {
            try {
                Optional<BrokerSession> session = inside.session(lane);
                Outcome<Validation> outcome = session.isEmpty() ? new Outcome.Refused<>("NO_SESSION", "there is none")
                        : session.get().validate(ORDER).toCompletableFuture().get(30, TimeUnit.SECONDS);
                if (outcome instanceof Outcome.Confirmed) {
                    count.incrementAndGet();
                } else {
                    failed.add(lane + " " + outcome);
                }
            } catch (Exception trouble) {
                failed.add(lane + " " + trouble);
            }
        }
    }

    /** How many calls of a lane were answered well. */
    long confirmed(LaneId lane) {
        return confirmed.get(lane).get();
    }

    /** Every call of any lane that was not. */
    List<String> failed() {
        return List.copyOf(failed);
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        for (Thread caller : callers) {
            caller.join();
        }
    }
}
