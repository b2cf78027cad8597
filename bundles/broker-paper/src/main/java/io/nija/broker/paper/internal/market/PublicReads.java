package io.nija.broker.paper.internal.market;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.nija.broker.Observation;
import io.nija.exchange.market.Candle;
import io.nija.exchange.market.Level;
import io.nija.exchange.market.PairRule;
import io.nija.exchange.market.Print;
import io.nija.exchange.venue.Book;
import io.nija.market.MarketEvent;
import io.nija.market.Quote;
import io.nija.market.Symbol;
import io.nija.platform.TimeSource;

/** Prices, candles and trades of the paper market, read now. Thread-safe. */
public final class PublicReads {

    /** The lengths that a venue has. */
    public static final Set<Duration> INTERVALS = Stream.of(1, 5, 15, 30, 60, 240, 1_440).map(Duration::ofMinutes)
            .collect(Collectors.toUnmodifiableSet());

    private static final int DEPTH = 25;
    private static final int MOST_CANDLES = 5_000;
    private static final int MOST_TRADES = 1_000;

    private final PaperMarket market;
    private final TimeSource time;

    public PublicReads(PaperMarket market, TimeSource time) {
        this.market = market;
        this.time = time;
    }

    /** The best levels. */
    public CompletableFuture<Observation<Quote>> quote(Symbol symbol) {
        return read(symbol, rule -> open -> new Observation.Known<>(quote(open.venue().book(rule), DEPTH, time.instant()), time.instant()));
    }

    /** Closed candles by the market's time; known up to the market's time. */
    public CompletableFuture<Observation<List<MarketEvent.Candle>>> candles(Symbol symbol, Duration interval, Instant from) {
        if (!INTERVALS.contains(interval)) {
            return CompletableFuture.completedFuture(new Observation.Missing<>("NO_CANDLES", "The paper market makes no candles of " + interval + "."));
        }
        return read(symbol, rule -> open -> {
            Book book = open.venue().book(rule);
            long length = interval.toNanos();
            long now = open.venue().time();
            long running = Math.floorDiv(now, length);
            long first = Math.max(Math.floorDiv(Math.max(MarketTimes.nanos(from), book.tape().opened()) + length - 1, length), running - MOST_CANDLES);
            List<MarketEvent.Candle> closed = new ArrayList<>();
            for (long index = first; index < running; index++) {
                candle(book, index * length, length, true).ifPresent(closed::add);
            }
            return new Observation.Known<>(List.copyOf(closed), MarketTimes.instant(now));
        });
    }

    /** Everybody's trades by the market's time. */
    public CompletableFuture<Observation<List<MarketEvent.Traded>>> trades(Symbol symbol, Instant from) {
        return read(symbol, rule -> open -> {
            long now = open.venue().time();
            List<Print> prints = open.venue().book(rule).tape().between(MarketTimes.nanos(from) - 1, now, MOST_TRADES);
            // A full page is complete only before its last moment.
            long upTo = prints.size() < MOST_TRADES ? now : prints.get(prints.size() - 1).time();
            return new Observation.Known<>(prints.stream().map(print -> traded(rule, print)).toList(), MarketTimes.instant(upTo));
        });
    }

    private <T> CompletableFuture<Observation<T>> read(Symbol symbol, Function<PairRule, Function<PaperMarket.Open, Observation<T>>> what) {
        Optional<PairRule> rule = market.instruments().rule(symbol);
        if (rule.isEmpty()) {
            return CompletableFuture.completedFuture(new Observation.Missing<>("PAPER_UNKNOWN_PAIR", "The paper market has no instrument "
                    + symbol + "."));
        }
        return market.ask(what.apply(rule.get())).exceptionally(failed -> new Observation.Missing<>("PAPER_MARKET_BROKEN", Failures.words(failed)));
    }

    static Quote quote(Book book, int depth, Instant at) {
        return new Quote(PaperInstruments.symbol(book.rule()), side(book, true, depth), side(book, false, depth), at);
    }

    private static List<Quote.Level> side(Book book, boolean bids, int depth) {
        List<Quote.Level> levels = new ArrayList<>();
        for (Level level : book.levels(bids, depth)) {
            levels.add(new Quote.Level(book.rule().price(level.ticks()), PairRule.volume(level.lots())));
        }
        return levels;
    }

    static MarketEvent.Traded traded(PairRule rule, Print print) {
        return new MarketEvent.Traded(PaperInstruments.symbol(rule), print.takerBuys(), rule.price(print.ticks()), PairRule.volume(print.lots()),
                print.number(), MarketTimes.instant(print.time()));
    }

    /** Empty when nobody traded. */
    static Optional<MarketEvent.Candle> candle(Book book, long begin, long length, boolean closed) {
        Candle sum = book.tape().candle(begin, begin + length);
        PairRule rule = book.rule();
        return sum.trades() == 0 ? Optional.empty() : Optional.of(new MarketEvent.Candle(PaperInstruments.symbol(rule), Duration.ofNanos(length),
                MarketTimes.instant(begin), rule.price(sum.open()), rule.price(sum.high()), rule.price(sum.low()), rule.price(sum.close()),
                average(rule, sum), sum.volume(), sum.trades(), closed));
    }

    private static BigDecimal average(PairRule rule, Candle sum) {
        return sum.average(rule).setScale(rule.pairDecimals(), RoundingMode.HALF_UP);
    }
}
