package io.nija.broker.kraken.internal.stream.privatefeed;

import java.math.BigDecimal;
import java.time.Instant;

import io.nija.order.OrderView;
import io.nija.order.Trade;

/** Told what comes, on the socket's thread and under a lock: it must only pass it on. */
public interface PrivateListener {

    void order(OrderView order);

    void trade(Trade trade);

    /** A new total of the wallet that orders use. */
    void balance(String asset, BigDecimal total, Instant at);

    /** How high the account's engine counters may go, which tells its tier. */
    void allowed(long points);

    /** The engine's counter of a pair. */
    void rateCount(String symbol, BigDecimal count);

    void live();

    void down(String code, String reason);

    /** Something was not told, or cannot be told from the stream alone. */
    void gap(String reason);
}
