package io.nija.matching;

/** Something asked of a market. The same commands at the same times give the same events. */
public sealed interface Command permits NewOrder, Command.Cancel, Amendment, Command.Price {

    /**
     * Ends an order.
     *
     * @param id the order
     */
    record Cancel(long id) implements Command {}

    /**
     * Tells a reference price: the index, or a trade made elsewhere.
     *
     * @param reference which
     * @param ticks 1 to {@link Market#MAX_PRICE}
     */
    record Price(Reference reference, long ticks) implements Command {

        public Price {
            NewOrder.checkPrice(ticks);
        }
    }
}
