package io.nija.exchange.market;

/**
 * The market as a {@link Flow} sees and uses it. Its orders belong to nobody, so they may meet one another. Ids are the
 * flow's own, 1 to 2^61, never used twice while an order is open; prices are in ticks, quantities in lots. What is not
 * possible any more (the order was met before it was canceled) does nothing.
 */
public interface FlowTarget {

    /** The pair. */
    PairRule rule();

    /** Places an order that rests. */
    void limit(long id, boolean buys, long lots, long ticks);

    /** Takes what there is up to a price, at once; the rest is gone. */
    void take(long id, boolean buys, long lots, long ticks);

    /** A market order. */
    void market(long id, boolean buys, long lots);

    /** Changes an order in place: less keeps its place, another price or more goes to the back. */
    void amend(long id, long lots, long ticks);

    /** Ends an order. */
    void cancel(long id);

    /** Tells the index price, which triggers may look at. */
    void index(long ticks);

    /** What is left of an order, in lots; 0 when it is gone. */
    long open(long id);

    /** The best price of a side, in ticks; 0 when the side is empty. */
    long best(boolean bidSide);

    /** How many lots stand at the best price of a side. */
    long bestLots(boolean bidSide);

    /** The price of the last trade, in ticks; 0 before the first. */
    long last();
}
