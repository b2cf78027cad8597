package io.nija.matching;

/**
 * What a market tells. Calls come on the caller's thread, in the order things happen, before the command returns. An
 * {@link Order} is to be read during the call only. A listener neither calls the market back nor throws; a market whose
 * listener threw accepts nothing more.
 */
public interface MarketListener {

    /** The order is in; it waits for its trigger, or matches next. */
    void accepted(Order order);

    /** The command changed nothing. */
    void refused(long id, Refusal why);

    /** A trade at the maker's price. Both orders are less open by the quantity already; one at least may be filled. */
    void matched(Order maker, Order taker, long price, long quantity);

    /** The order stands in the book, at the back of the queue at its price. */
    void rested(Order order);

    /** An iceberg shows its next part, at the back of the queue. */
    void replenished(Order order);

    /** The order ended with {@link Order#open()} unfilled. */
    void canceled(Order order, Cause cause);

    /** The order's time was over. */
    void expired(Order order);

    /**
     * The order was changed. When it lost its place it matches or rests next.
     *
     * @param keptPlace whether its place in the queue, or its rank among the waiting, is the old one
     */
    void amended(Order order, boolean keptPlace);

    /** The trigger fired at this reference price; the order matches or rests next, if it is still wanted. */
    void triggered(Order order, long reference);

    /**
     * Whether an order whose trigger has just fired may enter the book: its owner's funds may not suffice any more. If
     * not it is canceled.
     */
    default boolean admits(Order order) {
        return true;
    }

    /** A trailing stop's trigger is now where {@link Order#trigger()} says. */
    void trailed(Order order);
}
