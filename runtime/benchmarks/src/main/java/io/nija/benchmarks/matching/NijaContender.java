package io.nija.benchmarks.matching;

import io.nija.matching.Amendment;
import io.nija.matching.Cause;
import io.nija.matching.Market;
import io.nija.matching.MarketListener;
import io.nija.matching.Order;
import io.nija.matching.Refusal;
import io.nija.order.Side;

/** Our whole market, with triggers, expiries, amendments; every order has an owner of its own, so that none yields. */
final class NijaContender implements Contender, MarketListener {

    private final Market market;
    private long time;
    private long trades;
    private long digest;

    NijaContender(int room) {
        market = new Market(50_000, room, this);
    }

    @Override
    public void limit(long id, boolean buys, long price, long quantity) {
        market.limit(time++, id, id, buys ? Side.BUY : Side.SELL, quantity, price);
    }

    @Override
    public void cancel(long id) {
        market.cancel(time++, id);
    }

    @Override
    public void reduce(long id, long less, long left) {
        market.amend(time++, Amendment.of(id).withQuantity(market.quantity(id) - less));
    }

    @Override
    public long trades() {
        return trades;
    }

    @Override
    public long digest() {
        return digest;
    }

    @Override
    public void matched(Order maker, Order taker, long price, long quantity) {
        trades++;
        digest = Contender.fold(digest, maker.id(), price, quantity);
    }

    @Override
    public void refused(long id, Refusal why) {
        throw new IllegalStateException("Order " + id + " was refused: " + why + ".");
    }

    @Override
    public void accepted(Order order) {}

    @Override
    public void rested(Order order) {}

    @Override
    public void replenished(Order order) {}

    @Override
    public void canceled(Order order, Cause cause) {}

    @Override
    public void expired(Order order) {}

    @Override
    public void amended(Order order, boolean keptPlace) {}

    @Override
    public void triggered(Order order, long reference) {}

    @Override
    public void trailed(Order order) {}
}
