package io.nija.broker.paper.internal.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

import io.nija.account.LaneId;
import io.nija.broker.LaneFollower;
import io.nija.broker.Observation;
import io.nija.broker.OrderDesk;
import io.nija.broker.Outcome;
import io.nija.broker.paper.internal.market.PaperMarket;
import io.nija.broker.paper.internal.market.Settings;
import io.nija.market.Symbol;
import io.nija.order.OrderKey;
import io.nija.order.OrderRequest;
import io.nija.order.OrderType;
import io.nija.order.OrderView;
import io.nija.order.Placement;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.order.TimeInForce;
import io.nija.order.Trade;
import io.nija.platform.virtual.DirectWorkers;
import io.nija.platform.virtual.VirtualTime;

/** A market of sixty times the world's speed with one account in it, under the test's clock. */
final class PaperAccount implements AutoCloseable {

    static final Symbol BTC = new Symbol("BTC", "USD");
    static final Instant BEGIN = Instant.parse("2026-01-15T10:00:00Z");

    final VirtualTime time;
    final PaperMarket market;
    final LaneSession session;
    final List<Object> told = new ArrayList<>();

    PaperAccount(Path folder) {
        this(folder, new VirtualTime(BEGIN));
    }

    PaperAccount(Path folder, VirtualTime time) {
        this.time = time;
        DirectWorkers workers = new DirectWorkers();
        market = new PaperMarket(new Settings(7, 60, new BigDecimal(10_000), BigDecimal.ZERO, Duration.ofMillis(20), folder), time, time, workers);
        session = new LaneSession(LaneId.of("master", "paper"), "USD", market, time, time, workers) { };
        session.follow(new LaneFollower() {
            @Override
            public void order(OrderView order) {
                told.add(order);
            }

            @Override
            public void trade(Trade trade) {
                told.add(trade);
            }

            @Override
            public void live() {
                told.add("live");
            }

            @Override
            public void down(String reason) {
                told.add(reason);
            }

            @Override
            public void gap(String reason) {
                told.add(reason);
            }
        });
        session.open();
        time.advance(Duration.ofSeconds(6));
    }

    OrderDesk desk() {
        return session.orderDesk().orElseThrow();
    }

    static <T> T now(CompletionStage<T> stage) {
        assertThat(stage.toCompletableFuture()).as("answered").isDone();
        return stage.toCompletableFuture().join();
    }

    static <T> T known(CompletionStage<Observation<T>> stage) {
        Observation<T> answer = now(stage);
        assertThat(answer).isInstanceOf(Observation.Known.class);
        return ((Observation.Known<T>) answer).value();
    }

    /** Sends, and waits for as long as it is on its way. */
    Outcome<OrderKey> place(String id, Side side, String quantity, String limit) {
        return place(id, limit == null
                ? new OrderRequest(BTC, side, OrderType.MARKET, new BigDecimal(quantity), null, TimeInForce.GTC, false)
                : new OrderRequest(BTC, side, OrderType.LIMIT, new BigDecimal(quantity), new BigDecimal(limit), TimeInForce.GTC, false));
    }

    Outcome<OrderKey> place(String id, OrderRequest order) {
        CompletionStage<Outcome<OrderKey>> answer = desk().place(new Placement(id, order, Purpose.ENTRY, time.instant().plusSeconds(30)));
        time.advance(Duration.ofMillis(100));
        return now(answer);
    }

    static OrderKey confirmed(Outcome<OrderKey> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Confirmed.class);
        return ((Outcome.Confirmed<OrderKey>) outcome).value();
    }

    static String refused(Outcome<OrderKey> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<OrderKey>) outcome).code();
    }

    @Override
    public void close() {
        session.close();
        market.close();
    }
}
