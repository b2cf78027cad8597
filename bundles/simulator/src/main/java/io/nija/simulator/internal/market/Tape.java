package io.nija.simulator.internal.market;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The public tape of a pair: the model's trades, and between them those of the accounts. A trade's number follows from
 * its time, so it is the same however often and in whatever order the tape is read. The newest
 * {@value #KEPT} trades of accounts are kept; the numbers stay right when older ones go. Guarded by the venue's lock.
 */
public final class Tape {

    static final int KEPT = 100_000;
    /** Numbers count from here, long before any market opens. */
    private static final long FIRST = MarketModel.slotAt(1_577_836_800_000_000_000L);
    private static final long HOUR = 3_600_000_000_000L;
    private static final long DAY = 24 * HOUR;
    private static final int HOURS_KEPT = 1_000;
    private static final int DAYS_KEPT = 500;

    private final MarketModel model;
    private final long opened;
    private final List<Print> own = new ArrayList<>();
    private final Map<Long, Candle> hours = bounded(HOURS_KEPT);
    private final Map<Long, Candle> days = bounded(DAYS_KEPT);
    private long dropped;

    /** @param opened when the market opened, nanoseconds since 1970, at a full day */
    Tape(MarketModel model, long opened) {
        this.model = model;
        this.opened = opened;
    }

    private static Map<Long, Candle> bounded(int size) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Candle> eldest) {
                return size() > size;
            }
        };
    }

    /** When the market opened. */
    public long opened() {
        return opened;
    }

    /** Writes a trade of an account; {@code time} is moved behind the one before it. */
    Print append(long time, long ticks, long lots, boolean takerBuys, boolean atMarket) {
        long at = own.isEmpty() ? time : Math.max(time, own.get(own.size() - 1).time() + 1);
        Print print = new Print(modelTradesUntil(at) + dropped + own.size() + 1, at, ticks, lots, takerBuys, atMarket);
        own.add(print);
        hours.remove(Math.floorDiv(at, HOUR));
        days.remove(Math.floorDiv(at, DAY));
        if (own.size() > KEPT) {
            own.subList(0, KEPT / 10).clear();
            dropped += KEPT / 10;
        }
        return print;
    }

    private long modelTradesUntil(long time) {
        return model.bookAt(time) - FIRST;
    }

    /** The position of the first own trade later than {@code time}. */
    private int ownAfter(long time) {
        int low = 0;
        int high = own.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (own.get(middle).time() <= time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The model's trade of a slot as it stands on the tape. */
    public Print modelPrint(long slot) {
        long time = model.tradeTime(slot);
        return new Print(slot - FIRST + 1 + dropped + ownAfter(time), time, model.tradeTicks(slot),
                model.tradeLots(slot), model.takerBuys(slot), model.takerAtMarket(slot));
    }

    /** Trades later than {@code after} and not later than {@code until}, oldest first, at most {@code count}. */
    public List<Print> between(long after, long until, int count) {
        List<Print> prints = new ArrayList<>();
        long slot = model.bookAt(Math.max(after, opened - 1));
        int next = ownAfter(after);
        while (prints.size() < count) {
            long modelTime = model.tradeTime(slot);
            boolean ownLeft = next < own.size() && own.get(next).time() <= until;
            if (ownLeft && own.get(next).time() < modelTime) {
                prints.add(own.get(next++));
            } else if (modelTime <= until) {
                prints.add(modelPrint(slot++));
            } else {
                break;
            }
        }
        return prints;
    }

    /** The newest trades not later than {@code until}, oldest first. */
    public List<Print> newest(long until, int count) {
        // So many slots back there are at least as many trades, for each slot has one.
        long from = model.tradeTime(model.bookAt(until) - count - 1);
        List<Print> all = between(Math.max(from, opened - 1), until, Integer.MAX_VALUE);
        return all.subList(Math.max(0, all.size() - count), all.size());
    }

    /** The last trade not later than {@code until}. */
    public Print last(long until) {
        Print modelLast = modelPrint(model.bookAt(until) - 1);
        int position = ownAfter(until) - 1;
        return position >= 0 && own.get(position).time() > modelLast.time() ? own.get(position) : modelLast;
    }

    /** The candle of trades from {@code from} (inclusive) to {@code to} (exclusive), as far as {@code now}. */
    public Candle candle(long from, long to, long now) {
        long begin = Math.max(from, opened);
        long end = Math.min(to, now + 1);
        Candle candle = Candle.EMPTY;
        while (begin < end) {
            long hour = Math.floorDiv(begin, HOUR);
            long day = Math.floorDiv(begin, DAY);
            if (begin == day * DAY && begin + DAY <= end) {
                candle = candle.then(whole(days, day, DAY));
                begin += DAY;
            } else if (begin == hour * HOUR && begin + HOUR <= end) {
                candle = candle.then(whole(hours, hour, HOUR));
                begin += HOUR;
            } else {
                long stop = Math.min(end, (hour + 1) * HOUR);
                candle = candle.then(count(begin, stop));
                begin = stop;
            }
        }
        return candle;
    }

    private Candle whole(Map<Long, Candle> cache, long index, long length) {
        Candle known = cache.get(index);
        if (known == null) {
            known = count(index * length, (index + 1) * length);
            cache.put(index, known);
        }
        return known;
    }

    private Candle count(long from, long to) {
        Candle.Sum sum = new Candle.Sum();
        long slot = model.bookAt(from - 1);
        int next = ownAfter(from - 1);
        while (true) {
            long modelTime = model.tradeTime(slot);
            if (next < own.size() && own.get(next).time() < Math.min(modelTime, to)) {
                Print print = own.get(next++);
                sum.add(print.ticks(), print.lots());
            } else if (modelTime < to) {
                sum.add(model.tradeTicks(slot), model.tradeLots(slot));
                slot++;
            } else {
                return sum.candle();
            }
        }
    }
}
