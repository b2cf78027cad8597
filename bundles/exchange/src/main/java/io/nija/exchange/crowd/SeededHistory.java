package io.nija.exchange.crowd;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.nija.exchange.market.Candle;
import io.nija.exchange.market.History;
import io.nija.exchange.market.Print;
import io.nija.exchange.market.Quote;

/**
 * The tape of the crowd alone: each taker of {@link PairModel} met what the makers quoted at their last look. Candles of
 * whole hours and days are remembered. Guarded by the venue's lock.
 */
final class SeededHistory implements History {

    private static final long HOUR = TimeUnit.HOURS.toNanos(1);
    private static final long DAY = TimeUnit.DAYS.toNanos(1);
    private static final int HOURS_KEPT = 4_000;
    private static final int DAYS_KEPT = 6_000;
    private static final int DEEPEST = 60;
    /** How far back changes of the best prices are looked for. */
    private static final int LOOKS = 5_000;

    private final PairModel model;
    private final long opened;
    private final Map<Long, Candle> hours = bounded(HOURS_KEPT);
    private final Map<Long, Candle> days = bounded(DAYS_KEPT);

    SeededHistory(PairModel model, long opened) {
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

    @Override
    public long opened() {
        return opened;
    }

    @Override
    public long count(long until) {
        return model.arrivals().before(until, true);
    }

    private Print print(long number, long time) {
        long look = model.look(time);
        double worth = model.worth(look);
        long spread = model.spread(worth, look);
        boolean buys = model.buys(number, time);
        long bid = model.bid(worth, spread);
        long ticks = buys ? bid + spread : bid;
        long lots = model.takes(number, time);
        // One who wants more than stands at the best price ends at a worse one.
        long stands = model.stands(look, !buys, 0);
        for (int place = 1; stands < lots && place < DEEPEST; place++) {
            long gap = model.gap(worth, look, !buys, place);
            ticks += buys ? gap : -gap;
            stands += model.stands(look, !buys, place);
        }
        return new Print(number, time, Math.max(1, ticks), lots, buys, model.atMarket(number));
    }

    @Override
    public List<Print> between(long after, long until, int most) {
        List<Print> prints = new ArrayList<>();
        if (most > 0 && until > after) {
            model.arrivals().each(Math.max(opened, after + 1), until + 1, (number, time) -> {
                prints.add(print(number, time));
                return prints.size() < most;
            });
        }
        return prints;
    }

    @Override
    public List<Print> newest(long until, int most) {
        long last = count(until);
        long first = Math.max(1, last - most + 1);
        return last < first ? List.of() : between(model.arrivals().time(first) - 1, until, most);
    }

    @Override
    public Candle candle(long from, long to) {
        long begin = Math.max(from, opened);
        Candle candle = Candle.EMPTY;
        while (begin < to) {
            long hour = Math.floorDiv(begin, HOUR);
            long day = Math.floorDiv(begin, DAY);
            if (begin == day * DAY && begin + DAY <= to) {
                candle = candle.then(whole(days, day, DAY));
                begin += DAY;
            } else if (begin == hour * HOUR && begin + HOUR <= to) {
                candle = candle.then(whole(hours, hour, HOUR));
                begin += HOUR;
            } else {
                long stop = Math.min(to, (hour + 1) * HOUR);
                candle = candle.then(sum(begin, stop));
                begin = stop;
            }
        }
        return candle;
    }

    private Candle whole(Map<Long, Candle> cache, long index, long length) {
        Candle known = cache.get(index);
        if (known == null) {
            known = sum(index * length, (index + 1) * length);
            cache.put(index, known);
        }
        return known;
    }

    private Candle sum(long from, long to) {
        Candle.Sum sum = new Candle.Sum();
        model.arrivals().each(from, to, (number, time) -> {
            Print print = print(number, time);
            sum.add(print.ticks(), print.lots());
            return true;
        });
        return sum.candle();
    }

    @Override
    public List<Quote> quotes(long after, long until, int most) {
        ArrayDeque<Quote> quotes = new ArrayDeque<>();
        Quote later = null;
        long look = model.look(until);
        for (int i = 0; i < LOOKS && quotes.size() < most && look >= opened; i++) {
            double worth = model.worth(look);
            long spread = model.spread(worth, look);
            long bid = model.bid(worth, spread);
            Quote quote = new Quote(look, bid, bid + spread);
            if (later != null && (later.bid() != quote.bid() || later.ask() != quote.ask())) {
                if (later.time() <= after) {
                    break;
                }
                quotes.addFirst(later);
            }
            later = quote;
            look = model.look(look - 1);
        }
        return new ArrayList<>(quotes);
    }
}
