package io.nija.broker.kraken.internal.session;

import java.math.BigDecimal;
import java.util.List;

import io.nija.broker.Balance;
import io.nija.broker.kraken.internal.desk.KrakenDesk;
import io.nija.broker.kraken.internal.reading.BalanceSheet;
import io.nija.order.OrderView;

/** What a session does with what its stream tells. */
record StreamUse(Followers followers, KrakenDesk desk, Held<List<Balance>> balances) implements StreamSeat.Told {

    @Override
    public void order(OrderView order) {
        desk.remember(order);
    }

    @Override
    public void balance(String asset, BigDecimal total) {
        balances.told(before -> BalanceSheet.told(before, asset, total));
    }

    @Override
    public void allowed(long points) {
        desk.allowed(points);
    }

    @Override
    public void rateCount(String symbol, BigDecimal count) {
        desk.rateCount(symbol, count);
    }
}
