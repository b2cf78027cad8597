package io.nija.trading.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Set;

import io.nija.market.Instrument;
import io.nija.market.MarketMode;
import io.nija.market.Symbol;
import io.nija.order.OrderRequest;
import io.nija.order.OrderState;
import io.nija.order.OrderType;
import io.nija.order.OrderView;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.order.TimeInForce;
import io.nija.risk.Origin;
import io.nija.trading.internal.protection.Cover;
import io.nija.trading.internal.protection.Guarded;

import org.junit.jupiter.api.BeforeEach;

/** A lane with positions that have stops: V1 is the entry's order at the venue, V2 the stop's. */
abstract class ProtectedLane {

    static final Symbol BTC = new Symbol("BTC", "USD");
    static final Guarded PERSONS = new Guarded(BTC, null);

    final LaneBench bench = new LaneBench();

    @BeforeEach
    void aVenueThatHoldsStops() {
        bench.venue.types = Set.of(OrderType.LIMIT, OrderType.MARKET, OrderType.STOP_LOSS);
        bench.venue.bid = new BigDecimal("50000");
        grounds(new BigDecimal("3"), false);
    }

    void grounds(BigDecimal distance, boolean halted) {
        bench.grounds = new Grounds(distance, BigDecimal.ONE, new Instrument(BTC, Set.of("XBTUSD"), "XBTUSD", new BigDecimal("0.1"), 1,
                new BigDecimal("0.00000001"), new BigDecimal("0.0001"), new BigDecimal("5"), 5, null, null, MarketMode.ONLINE), true, halted);
    }

    /** Buys 0.5 at 50000 and lets so much of it be filled. */
    void bought(String filled) {
        bench.buy("0.5");
        bench.pass(2);
        bench.venue.trade("V1", filled, "50000");
        bench.pass(3);
    }

    static Wish sale(OrderRequest order, Origin origin) {
        return new Wish(order, Purpose.EXIT, origin, "test", null, false, null, null, null, "");
    }

    static OrderRequest ioc(String quantity) {
        return new OrderRequest(BTC, Side.SELL, OrderType.LIMIT, new BigDecimal(quantity), new BigDecimal("49500"), TimeInForce.IOC, false);
    }

    OrderView at(String id) {
        return bench.venue.orders.get(id);
    }

    /** What can be sold at the venue now. */
    BigDecimal selling() {
        return bench.venue.orders.values().stream().filter(order -> order.side() == Side.SELL)
                .filter(order -> order.state() == OrderState.OPEN || order.state() == OrderState.PARTIALLY_FILLED)
                .map(order -> order.quantity().subtract(order.filled())).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    Cover cover() {
        assertThat(bench.lane.snapshot().covers()).hasSize(1);
        return bench.lane.snapshot().covers().get(0);
    }

    void rests(String id, String quantity, String stop) {
        assertThat(at(id)).as("%s", bench.venue.orders.values()).isNotNull();
        assertThat(at(id).state()).isIn(OrderState.OPEN, OrderState.PARTIALLY_FILLED);
        assertThat(at(id).type()).isEqualTo(OrderType.STOP_LOSS);
        assertThat(at(id).quantity().subtract(at(id).filled())).isEqualByComparingTo(quantity);
        assertThat(at(id).stop()).isEqualByComparingTo(stop);
    }

    void rescued(String id, String quantity) {
        assertThat(at(id)).as("%s", bench.venue.orders.values()).isNotNull();
        assertThat(at(id).type()).isEqualTo(OrderType.MARKET);
        assertThat(at(id).quantity()).isEqualByComparingTo(quantity);
    }
}
