package io.nija.simulator.internal.protocol;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.nija.exchange.market.Candle;
import io.nija.exchange.market.Level;
import io.nija.exchange.market.PairRule;
import io.nija.exchange.market.Print;
import io.nija.exchange.market.Quote;
import io.nija.exchange.venue.Book;
import io.nija.exchange.venue.Refused;
import io.nija.exchange.venue.Variants;
import io.nija.exchange.venue.Venue;

/** {@code Ticker}, {@code OHLC}, {@code Depth}, {@code Trades}, {@code Spread} (reference sheet §6.5–6.9). */
final class MarketData {

    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = TimeUnit.DAYS.toNanos(1);
    private static final List<Long> INTERVALS = List.of(1L, 5L, 15L, 30L, 60L, 240L, 1440L, 10080L, 21600L);
    private static final int CANDLES = 720;
    private static final int SPREADS = 200;

    private final Venue venue;
    private final Listings listings;

    MarketData(Venue venue, Listings listings) {
        this.venue = venue;
        this.listings = listings;
    }

    Object ticker(Parameters parameters) throws Refused {
        Map<String, Object> result = new LinkedHashMap<>();
        for (PairRule rule : listings.wanted(parameters)) {
            result.put(rule.id(), ticker(venue.book(rule)));
        }
        return result;
    }

    private Map<String, Object> ticker(Book market) {
        PairRule rule = market.rule();
        long now = venue.time();
        long midnight = Math.floorDiv(now, DAY) * DAY;
        Print last = market.tape().last();
        Candle today = market.tape().candle(midnight, midnight + DAY);
        Candle day = market.tape().candle(now - DAY + 1, midnight + DAY);
        // Before the day's first trade its figures are those of the last one.
        Candle shown = today.trades() > 0 ? today
                : new Candle(last.ticks(), last.ticks(), last.ticks(), last.ticks(), today.lots(), today.cost(), 0);
        return Json.map(
                "a", best(market, false),
                "b", best(market, true),
                "c", List.of(Formats.wide(rule, last.ticks()), Formats.volume(last.lots())),
                "v", List.of(today.volume().toPlainString(), day.volume().toPlainString()),
                "p", List.of(average(rule, today), average(rule, day)),
                "t", List.of(today.trades(), day.trades()),
                "l", List.of(Formats.wide(rule, shown.low()), Formats.wide(rule, day.low())),
                "h", List.of(Formats.wide(rule, shown.high()), Formats.wide(rule, day.high())),
                "o", Formats.wide(rule, shown.open()));
    }

    private static String average(PairRule rule, Candle candle) {
        return candle.average(rule).setScale(Math.max(5, rule.pairDecimals())).toPlainString();
    }

    private static List<String> best(Book market, boolean bids) {
        List<Level> levels = market.levels(bids, 1);
        Level level = levels.isEmpty() ? new Level(market.last(), 0, 0) : levels.get(0);
        PairRule rule = market.rule();
        BigDecimal volume = PairRule.volume(level.lots());
        return List.of(Formats.wide(rule, level.ticks()),
                volume.max(level.lots() > 0 ? BigDecimal.ONE : BigDecimal.ZERO).toBigInteger().toString(),
                volume.setScale(3, RoundingMode.HALF_UP).toPlainString());
    }

    Object candles(Parameters parameters) throws Refused {
        Book market = venue.book(listings.one(parameters));
        long interval = parameters.whole("interval", 1, 21600, 1);
        if (!INTERVALS.contains(interval)) {
            throw Refused.argument("interval");
        }
        long length = TimeUnit.MINUTES.toNanos(interval);
        long running = Math.floorDiv(venue.time(), length);
        long first = Math.max(running - CANDLES + 1, Math.floorDiv(market.tape().opened(), length));
        Optional<Long> since = since(parameters);
        if (since.isPresent()) {
            first = Math.max(first, Math.floorDiv(since.get(), length) + 1);
        }
        boolean flat = venue.variants().text(Variants.Name.QUIET_CANDLES).equals("flat");
        List<Print> before = market.tape().newest(first * length - 1, 1);
        Candle shown = before.isEmpty() ? Candle.EMPTY : Candle.quiet(before.get(0).ticks());
        List<Object> rows = new ArrayList<>();
        for (long index = first; index <= running; index++) {
            Candle candle = market.tape().candle(index * length, (index + 1) * length);
            shown = candle.trades() > 0 ? candle : Candle.quiet(shown.close());
            if (candle.trades() > 0 || flat && shown.close() != 0) {
                rows.add(row(market.rule(), index * length, shown));
            }
        }
        return Json.map(market.rule().id(), rows, "last", Formats.seconds((running - 1) * length));
    }

    private static List<Object> row(PairRule rule, long start, Candle candle) {
        return List.of(Formats.seconds(start), Formats.price(rule, candle.open()), Formats.price(rule, candle.high()),
                Formats.price(rule, candle.low()), Formats.price(rule, candle.close()),
                candle.average(rule).toPlainString(), candle.volume().toPlainString(), candle.trades());
    }

    Object depth(Parameters parameters) throws Refused {
        Book market = venue.book(listings.one(parameters));
        int count = parameters.text("count").isPresent() ? parameters.count("count", 500) : 100;
        return Map.of(market.rule().id(), Json.map(
                "asks", levels(market, false, count), "bids", levels(market, true, count)));
    }

    private static List<Object> levels(Book market, boolean bids, int count) {
        List<Object> rows = new ArrayList<>();
        for (Level level : market.levels(bids, count)) {
            rows.add(List.of(Formats.wide(market.rule(), level.ticks()),
                    Formats.volume(level.lots()),
                    Formats.seconds(level.time())));
        }
        return rows;
    }

    Object trades(Parameters parameters) throws Refused {
        Book market = venue.book(listings.one(parameters));
        PairRule rule = market.rule();
        int count = parameters.count("count", 1000);
        Optional<Long> since = since(parameters);
        List<Print> prints = since.isPresent()
                ? market.tape().between(since.get(), Long.MAX_VALUE, count)
                : market.tape().newest(Long.MAX_VALUE, count);
        List<Object> rows = new ArrayList<>();
        for (Print print : prints) {
            rows.add(List.of(Formats.wide(rule, print.ticks()), Formats.volume(print.lots()),
                    Formats.time(print.time(), 7), print.takerBuys() ? "b" : "s", print.atMarket() ? "m" : "l", "",
                    print.number()));
        }
        long last = prints.isEmpty() ? since.orElse(venue.time()) : prints.get(prints.size() - 1).time();
        return Json.map(rule.id(), rows, "last", Long.toString(last));
    }

    Object spread(Parameters parameters) throws Refused {
        Book market = venue.book(listings.one(parameters));
        PairRule rule = market.rule();
        Optional<Long> since = since(parameters);
        List<Object> rows = new ArrayList<>();
        long last = since.map(Formats::seconds).orElse(Formats.seconds(venue.time()));
        for (Quote quote : market.quotes(since.orElse(Long.MIN_VALUE), SPREADS)) {
            last = Formats.seconds(quote.time());
            rows.add(List.of(last, Formats.wide(rule, quote.bid()), Formats.wide(rule, quote.ask())));
        }
        return Json.map(rule.id(), rows, "last", last);
    }

    /** {@code since} in seconds or nanoseconds, as nanoseconds. */
    private static Optional<Long> since(Parameters parameters) throws Refused {
        Optional<BigDecimal> given = parameters.decimal("since");
        if (given.isEmpty()) {
            return Optional.empty();
        }
        if (given.get().signum() < 0 || given.get().precision() - given.get().scale() > 19) {
            throw Refused.argument("since");
        }
        // Seconds have ten or eleven digits before the point, nanoseconds nineteen.
        boolean nanos = given.get().precision() - given.get().scale() > 16;
        BigDecimal scaled = nanos ? given.get() : given.get().multiply(BigDecimal.valueOf(SECOND));
        return Optional.of(scaled.min(BigDecimal.valueOf(Long.MAX_VALUE / 2)).longValue());
    }
}
