package io.nija.simulator.internal.market;

/**
 * The model's strangers: in each slot one of them takes from the best price, then all of them renew the book. Guarded by
 * the venue's lock.
 */
final class ModelFlow implements Flow {

    private final MarketModel model;
    private long book;
    private long shift;
    private long first = 1;
    private long next = 1;

    ModelFlow(MarketModel model) {
        this.model = model;
    }

    @Override
    public void begin(long now, FlowTarget market) {
        book = model.bookAt(now);
        renew(market);
    }

    @Override
    public long nextAt() {
        return model.tradeTime(book);
    }

    @Override
    public void step(FlowTarget market) {
        boolean buys = model.takerBuys(book);
        long lots = model.tradeLots(book);
        if (model.takerAtMarket(book)) {
            market.market(next++, buys, lots);
        } else {
            market.take(next++, buys, lots, Math.max(1, model.tradeTicks(book) + shift));
        }
        book++;
        renew(market);
    }

    private void renew(FlowTarget market) {
        for (long id = first; id < next; id++) {
            market.cancel(id);
        }
        first = next;
        long bid = model.bid(book);
        long ask = model.ask(book);
        market.index(Math.max(1, (bid + ask) / 2 + shift));
        side(market, true, bid);
        side(market, false, ask);
    }

    private void side(FlowTarget market, boolean bids, long best) {
        long ticks = best;
        for (int level = 0; level < MarketModel.LEVELS; level++) {
            if (ticks + shift > 0) {
                market.limit(next++, bids, model.levelLots(book, bids, level), ticks + shift);
            }
            long step = model.step(book, bids, level, best);
            ticks = bids ? ticks - step : ticks + step;
        }
    }

    @Override
    public void jump(long now, long perMillion) {
        shift += (model.bid(book) + shift) * perMillion / 1_000_000;
    }

    @Override
    public String snapshot() {
        return book + " " + shift + " " + first + " " + next;
    }

    @Override
    public void restore(String snapshot) {
        String[] parts = snapshot.split(" ");
        book = Long.parseLong(parts[0]);
        shift = Long.parseLong(parts[1]);
        first = Long.parseLong(parts[2]);
        next = Long.parseLong(parts[3]);
    }
}
