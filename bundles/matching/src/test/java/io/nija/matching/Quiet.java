package io.nija.matching;

/** Hears everything and does nothing. */
class Quiet implements MarketListener {

    @Override
    public void accepted(Order order) {}

    @Override
    public void refused(long id, Refusal why) {}

    @Override
    public void matched(Order maker, Order taker, long price, long quantity) {}

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
