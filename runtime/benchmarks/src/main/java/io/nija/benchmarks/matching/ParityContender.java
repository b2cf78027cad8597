package io.nija.benchmarks.matching;

import com.paritytrading.parity.match.OrderBook;
import com.paritytrading.parity.match.OrderBookListener;
import com.paritytrading.parity.match.Side;

/** parity-match's book. */
class ParityContender implements Contender, OrderBookListener {

    private final OrderBook book = new OrderBook(this);
    private long trades;
    private long digest;

    @Override
    public void limit(long id, boolean buys, long price, long quantity) {
        book.enter(id, buys ? Side.BUY : Side.SELL, price, quantity);
    }

    @Override
    public void cancel(long id) {
        book.cancel(id, 0);
    }

    @Override
    public void reduce(long id, long less, long left) {
        book.cancel(id, left);
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
    public void match(long resting, long incoming, Side side, long price, long executed, long remaining) {
        trades++;
        digest = Contender.fold(digest, resting, price, executed);
    }

    @Override
    public void add(long id, Side side, long price, long size) {}

    @Override
    public void cancel(long id, long canceled, long remaining) {}
}
