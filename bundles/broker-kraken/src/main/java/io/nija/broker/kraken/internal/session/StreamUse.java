package io.nija.broker.kraken.internal.session;

import java.math.BigDecimal;

import io.nija.broker.kraken.internal.desk.KrakenDesk;
import io.nija.order.OrderView;

/** What a session does with what its stream tells. */
record StreamUse(Followers followers, KrakenDesk desk) implements StreamSeat.Told {

    @Override
    public void order(OrderView order) {
        desk.remember(order);
    }

    @Override
    public void allowed(long points) {
        desk.allowed(points);
    }

    @Override
    public void rateCount(String symbol, BigDecimal count) {
        desk.rateCount(symbol, count);
    }

    @Override
    public void live() {
        desk.told().snapshot();
    }
}
