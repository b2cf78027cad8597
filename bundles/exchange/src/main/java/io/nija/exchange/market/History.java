package io.nija.exchange.market;

import java.util.List;

/**
 * What one pair's tape says of times in which the exchange did not live: before its start, and while it was carried over
 * an absence. A pure function of the seed and the time. Numbers count from 1 at the first trade after {@link #opened()}.
 */
public interface History {

    /** When the market opened, nanoseconds since 1970, at a full day. */
    long opened();

    /** How many trades there were from the opening to a moment, that moment included. */
    long count(long until);

    /** Trades later than {@code after} and not later than {@code until}, oldest first, at most {@code most}. */
    List<Print> between(long after, long until, int most);

    /** The newest trades not later than {@code until}, oldest first, at most {@code most}. */
    List<Print> newest(long until, int most);

    /** The sum of the trades from {@code from} (inclusive) to {@code to} (exclusive). */
    Candle candle(long from, long to);

    /** Changes of the best prices later than {@code after} and not later than {@code until}, the newest {@code most}, oldest first. */
    List<Quote> quotes(long after, long until, int most);
}
