package io.nija.simulator.internal.market;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tape of {@link MarketModel} alone. Remembers the candles of whole hours and days: guarded by the venue's lock. */
final class ModelHistory implements History {

    private static final long HOUR = 3_600_000_000_000L;
    private static final long DAY = 24 * HOUR;

    private final MarketModel model;
    private final long opened;
    private final long first;
    private final Map<Long, Candle> hours = bounded(1_000);
    private final Map<Long, Candle> days = bounded(500);

    ModelHistory(MarketModel model, long opened) {
        this.model = model;
        this.opened = opened;
        first = model.bookAt(opened - 1);
    }

    private static Map<Long, Candle> bounded(int size) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Candle> eldest) {
                return size() > size;
            }
        };
    }

    @Override
    public long opened() {
        return opened;
    }

    @Override
    public long count(long until) {
        return Math.max(0, model.bookAt(until) - first);
    }

    private Print print(long slot) {
        return new Print(slot - first + 1, model.tradeTime(slot), model.tradeTicks(slot), model.tradeLots(slot),
                model.takerBuys(slot), model.takerAtMarket(slot));
    }

    @Override
    public List<Print> between(long after, long until, int most) {
        List<Print> prints = new ArrayList<>();
        long end = model.bookAt(until);
        for (long slot = model.bookAt(Math.max(after, opened - 1)); slot < end && prints.size() < most; slot++) {
            prints.add(print(slot));
        }
        return prints;
    }

    @Override
    public List<Print> newest(long until, int most) {
        List<Print> prints = new ArrayList<>();
        long end = model.bookAt(until);
        for (long slot = Math.max(first, end - most); slot < end; slot++) {
            prints.add(print(slot));
        }
        return prints;
    }

    @Override
    public List<Quote> quotes(long after, long until, int most) {
        List<Quote> quotes = new ArrayList<>();
        long end = model.bookAt(until);
        for (long slot = Math.max(end - most, model.bookAt(Math.max(after, opened - 1))); slot < end; slot++) {
            quotes.add(new Quote(model.tradeTime(slot), model.bid(slot + 1), model.ask(slot + 1)));
        }
        return quotes;
    }

    @Override
    public Candle candle(long from, long to) {
        long begin = Math.max(from, opened);
        Candle candle = Candle.EMPTY;
        while (begin < to) {
            long hour = Math.floorDiv(begin, HOUR);
            long day = Math.floorDiv(begin, DAY);
            if (begin == day * DAY && begin + DAY <= to) {
                candle = candle.then(days.computeIfAbsent(day, any -> sum(day * DAY, (day + 1) * DAY)));
                begin += DAY;
            } else if (begin == hour * HOUR && begin + HOUR <= to) {
                candle = candle.then(hours.computeIfAbsent(hour, any -> sum(hour * HOUR, (hour + 1) * HOUR)));
                begin += HOUR;
            } else {
                long stop = Math.min(to, (hour + 1) * HOUR);
                candle = candle.then(sum(begin, stop));
                begin = stop;
            }
        }
        return candle;
    }

    private Candle sum(long from, long to) {
        Candle.Sum sum = new Candle.Sum();
        long end = model.bookAt(to - 1);
        for (long slot = model.bookAt(from - 1); slot < end; slot++) {
            sum.add(model.tradeTicks(slot), model.tradeLots(slot));
        }
        return sum.candle();
    }
}
