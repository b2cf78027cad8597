package io.nija.exchange.crowd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.nija.matching.Cause;
import io.nija.matching.Market;
import io.nija.matching.MarketListener;
import io.nija.matching.NewOrder;
import io.nija.matching.Order;
import io.nija.matching.Refusal;
import io.nija.order.Side;
import io.nija.order.TimeInForce;

import io.nija.exchange.market.Flow;
import io.nija.exchange.market.FlowTarget;
import io.nija.exchange.market.PairRule;
import io.nija.exchange.market.Print;

/** A market in which nobody is but the crowd. */
final class LivingMarket implements FlowTarget, MarketListener {

    private static final int MILLION = 1_000_000;

    final List<Print> prints = new ArrayList<>();
    final Flow flow;
    private final PairRule rule;
    private final Market market = new Market(50_000, 2_048, this);
    private final Map<Long, Long> open = new HashMap<>();
    private long now;
    private boolean atMarket;

    LivingMarket(PairRule rule, Flow flow, long now) {
        this.rule = rule;
        this.flow = flow;
        this.now = now;
        flow.begin(now, this);
    }

    void step() {
        step(flow);
    }

    void step(Flow by) {
        now = by.nextAt();
        by.step(this);
    }

    int levels(boolean bids) {
        return market.depth().levels(side(bids));
    }

    long now() {
        return now;
    }

    double spreadPerMillion() {
        return (double) (best(false) - best(true)) * MILLION / best(true);
    }

    private static Side side(boolean buys) {
        return buys ? Side.BUY : Side.SELL;
    }

    @Override
    public PairRule rule() {
        return rule;
    }

    @Override
    public void limit(long id, boolean buys, long lots, long ticks) {
        market.place(now, NewOrder.limit(id, NewOrder.NOBODY, side(buys), lots, ticks));
    }

    @Override
    public void take(long id, boolean buys, long lots, long ticks) {
        atMarket = false;
        market.place(now, NewOrder.limit(id, NewOrder.NOBODY, side(buys), lots, ticks).in(TimeInForce.IOC));
    }

    @Override
    public void market(long id, boolean buys, long lots) {
        atMarket = true;
        market.place(now, NewOrder.market(id, NewOrder.NOBODY, side(buys), lots));
    }

    @Override
    public void amend(long id, long lots, long ticks) {
        throw new AssertionError("This crowd amends nothing.");
    }

    @Override
    public void cancel(long id) {
        if (open.containsKey(id)) {
            market.cancel(now, id);
        }
    }

    @Override
    public void index(long ticks) { }

    @Override
    public long open(long id) {
        return open.getOrDefault(id, 0L);
    }

    @Override
    public long best(boolean bidSide) {
        return levels(bidSide) == 0 ? 0 : market.depth().price(side(bidSide), 0);
    }

    @Override
    public long bestLots(boolean bidSide) {
        return market.depth().visible(side(bidSide), 0);
    }

    @Override
    public long last() {
        return prints.isEmpty() ? 0 : prints.get(prints.size() - 1).ticks();
    }

    @Override
    public void accepted(Order order) {
        open.put(order.id(), order.open());
    }

    @Override
    public void refused(long id, Refusal why) {
        throw new AssertionError("The crowd's order was refused: " + why);
    }

    @Override
    public void matched(Order maker, Order taker, long price, long quantity) {
        prints.add(new Print(prints.size() + 1, now, price, quantity, taker.side() == Side.BUY, atMarket));
        left(maker);
        left(taker);
    }

    private void left(Order order) {
        if (order.open() == 0) {
            open.remove(order.id());
        } else {
            open.put(order.id(), order.open());
        }
    }

    @Override
    public void rested(Order order) { }

    @Override
    public void replenished(Order order) { }

    @Override
    public void canceled(Order order, Cause cause) {
        open.remove(order.id());
    }

    @Override
    public void expired(Order order) { }

    @Override
    public void amended(Order order, boolean keptPlace) { }

    @Override
    public void triggered(Order order, long reference) { }

    @Override
    public void trailed(Order order) { }
}
