package io.nija.exchange.venue;

import io.nija.matching.Amendment;
import io.nija.matching.Depth;
import io.nija.matching.NewOrder;
import io.nija.matching.Reference;
import io.nija.order.Side;
import io.nija.order.TimeInForce;
import io.nija.exchange.market.FlowTarget;
import io.nija.exchange.market.PairRule;

/** The strangers' door to a book. Guarded by the venue's lock. */
final class Strangers implements FlowTarget {

    private final Book book;

    Strangers(Book book) {
        this.book = book;
    }

    @Override
    public PairRule rule() {
        return book.rule();
    }

    @Override
    public void limit(long id, boolean buys, long lots, long ticks) {
        book.market().limit(now(), Book.STRANGERS + id, NewOrder.NOBODY, side(buys), lots, ticks);
    }

    @Override
    public void take(long id, boolean buys, long lots, long ticks) {
        book.market().place(now(), NewOrder.limit(Book.STRANGERS + id, NewOrder.NOBODY, side(buys), lots, ticks)
                .in(TimeInForce.IOC));
    }

    @Override
    public void market(long id, boolean buys, long lots) {
        book.market().place(now(), NewOrder.market(Book.STRANGERS + id, NewOrder.NOBODY, side(buys), lots));
    }

    @Override
    public void amend(long id, long lots, long ticks) {
        book.market().amend(now(), Amendment.of(Book.STRANGERS + id).withQuantity(lots).withPrice(ticks));
    }

    @Override
    public void cancel(long id) {
        book.market().cancel(now(), Book.STRANGERS + id);
    }

    @Override
    public void index(long ticks) {
        book.market().price(now(), Reference.INDEX, ticks);
    }

    @Override
    public long open(long id) {
        return book.market().open(Book.STRANGERS + id);
    }

    @Override
    public long best(boolean bidSide) {
        Depth depth = book.market().depth();
        return depth.levels(side(bidSide)) == 0 ? 0 : depth.price(side(bidSide), 0);
    }

    @Override
    public long bestLots(boolean bidSide) {
        Depth depth = book.market().depth();
        return depth.levels(side(bidSide)) == 0 ? 0 : depth.visible(side(bidSide), 0);
    }

    @Override
    public long last() {
        return book.market().price(Reference.LAST);
    }

    private long now() {
        return book.events().now();
    }

    private static Side side(boolean buys) {
        return buys ? Side.BUY : Side.SELL;
    }
}
