package io.nija.exchange.venue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.nija.exchange.market.Candle;
import io.nija.exchange.market.History;
import io.nija.exchange.market.Print;

/**
 * The public tape of a pair: every trade of its market, and, for the times in which the exchange did not live, the
 * history. Numbers have no gaps. The newest {@value #KEPT} trades are kept one by one, older ones as candles. Guarded by
 * the venue's lock.
 */
public final class Tape {

    static final int KEPT = 50_000;

    private final History history;
    private final List<Gap> gaps = new ArrayList<>();
    private final List<Print> prints = new ArrayList<>();
    private final Candles candles = new Candles();
    private long number;
    private long lastTime;
    private Print last;

    /** A span that history tells of: later than {@code from}, not later than {@code to}. */
    record Gap(long from, long to, long offset) {}

    Tape(History history) {
        this.history = history;
        lastTime = history.opened() - 1;
    }

    /** When the market opened. */
    public long opened() {
        return history.opened();
    }

    /** What was later than {@code from}, or than the last trade, until {@code to} is history. */
    void skip(long from, long to) {
        long begin = Math.max(from, lastTime);
        if (to <= begin) {
            return;
        }
        long before = history.count(begin);
        gaps.add(new Gap(begin, to, number - before));
        number += history.count(to) - before;
        lastTime = to;
        List<Print> newest = newest(to, 1);
        last = newest.isEmpty() ? null : newest.get(0);
    }

    /** Writes a trade; {@code time} is moved behind the one before it. */
    Print append(long time, long ticks, long lots, boolean takerBuys, boolean atMarket) {
        Print print = new Print(++number, Math.max(time, lastTime + 1), ticks, lots, takerBuys, atMarket);
        lastTime = print.time();
        last = print;
        prints.add(print);
        candles.add(print);
        if (prints.size() > KEPT) {
            prints.subList(0, KEPT / 10).clear();
        }
        return print;
    }

    /** The last trade; null when there never was one. */
    public Print last() {
        return last;
    }

    /** Trades later than {@code after} and not later than {@code until}, oldest first, at most {@code most}. */
    public List<Print> between(long after, long until, int most) {
        List<Print> found = new ArrayList<>();
        long at = after;
        for (Gap gap : gaps) {
            real(at, Math.min(until, gap.from()), most, found);
            long from = Math.max(at, gap.from());
            long to = Math.min(until, gap.to());
            if (from < to) {
                history.between(from, to, most - found.size()).forEach(print -> found.add(renumbered(print, gap)));
            }
            at = Math.max(at, gap.to());
        }
        real(at, until, most, found);
        return found;
    }

    private static Print renumbered(Print print, Gap gap) {
        return new Print(print.number() + gap.offset(), print.time(), print.ticks(), print.lots(), print.takerBuys(),
                print.atMarket());
    }

    private void real(long after, long until, int most, List<Print> into) {
        for (int next = firstAfter(after); next < prints.size() && into.size() < most; next++) {
            if (prints.get(next).time() > until) {
                return;
            }
            into.add(prints.get(next));
        }
    }

    /** The position of the first trade kept that is later. */
    private int firstAfter(long time) {
        int low = 0;
        int high = prints.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (prints.get(middle).time() <= time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The newest trades not later than {@code until}, oldest first. */
    public List<Print> newest(long until, int most) {
        List<Print> found = new ArrayList<>();
        long end = until;
        for (int index = gaps.size() - 1; index >= 0 && found.size() < most; index--) {
            Gap gap = gaps.get(index);
            realBackwards(gap.to(), end, most, found);
            if (found.size() < most && gap.from() < end) {
                List<Print> old = history.newest(Math.min(end, gap.to()), most - found.size());
                for (int at = old.size() - 1; at >= 0 && old.get(at).time() > gap.from(); at--) {
                    found.add(renumbered(old.get(at), gap));
                }
            }
            end = Math.min(end, gap.from());
        }
        realBackwards(Long.MIN_VALUE, end, most, found);
        Collections.reverse(found);
        return found;
    }

    private void realBackwards(long after, long until, int most, List<Print> into) {
        for (int at = firstAfter(until) - 1; at >= 0 && into.size() < most && prints.get(at).time() > after; at--) {
            into.add(prints.get(at));
        }
    }

    /** The candle of the trades from {@code from} (inclusive) to {@code to} (exclusive). */
    public Candle candle(long from, long to) {
        Candle candle = Candle.EMPTY;
        long at = from;
        for (Gap gap : gaps) {
            candle = candle.then(lived(at, Math.min(to, gap.from() + 1)));
            long begin = Math.max(at, gap.from() + 1);
            long end = Math.min(to, gap.to() + 1);
            if (begin < end) {
                candle = candle.then(history.candle(begin, end));
            }
            at = Math.max(at, gap.to() + 1);
        }
        return candle.then(lived(at, to));
    }

    private Candle lived(long from, long to) {
        return from >= to || prints.isEmpty() ? Candle.EMPTY
                : candles.sum(from, Math.min(to, lastTime + 1), this::single);
    }

    private Candle single(long from, long to) {
        Candle.Sum sum = new Candle.Sum();
        for (int next = firstAfter(from - 1); next < prints.size() && prints.get(next).time() < to; next++) {
            sum.add(prints.get(next).ticks(), prints.get(next).lots());
        }
        return sum.candle();
    }

    /** The spans that history tells of. */
    List<Gap> gaps() {
        return gaps;
    }

    /** The history before and between. */
    History history() {
        return history;
    }
}
