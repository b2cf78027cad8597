package io.nija.broker.kraken.internal.venue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.nija.broker.Observation;
import io.nija.broker.kraken.internal.wire.KrakenJson;
import io.nija.broker.kraken.internal.wire.Problem;
import io.nija.broker.kraken.internal.wire.Reply;
import io.nija.broker.kraken.internal.wire.UnexpectedShape;
import io.nija.broker.kraken.internal.wire.VenueText;
import io.nija.market.Instrument;
import io.nija.market.InstrumentBook;
import io.nija.market.MarketEvent;
import io.nija.market.Symbol;
import io.nija.platform.SerialQueue;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;

import tools.jackson.databind.JsonNode;

/**
 * Candles and trades of the past, over REST (sheet, sections 6.6 and 6.8). Kraken counts such calls by address and pair: they go out
 * one after another with a pause between, and those who want the same candles at the same time share one. Thread-safe; nothing waits.
 */
public final class PublicHistory {

    /** The lengths that Kraken makes candles of and that divide a day. */
    public static final Set<Duration> INTERVALS = Stream.of(1, 5, 15, 30, 60, 240, 1440).map(Duration::ofMinutes)
            .collect(Collectors.toUnmodifiableSet());

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int TRADES = 1_000;
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);

    private final VenueFeed feed;
    private final InstrumentFeed instruments;
    private final SerialQueue queue;
    private final Timers timers;
    private final TimeSource time;
    /** Only instruments of the book get in here. */
    private final Map<Series, SharedRead<Candles>> reads = new ConcurrentHashMap<>();
    /** When the next call may go out, by the machine's own clock; on the queue. */
    private long next = Long.MIN_VALUE;

    private record Series(Symbol symbol, Duration interval) {}

    /** @param closedBefore what begins before this is closed, and in what is left out before it nobody traded */
    record Candles(List<MarketEvent.Candle> all, Instant closedBefore) {}

    public PublicHistory(VenueFeed feed, InstrumentFeed instruments, SerialQueue queue, Timers timers, TimeSource time) {
        this.feed = feed;
        this.instruments = instruments;
        this.queue = queue;
        this.timers = timers;
        this.time = time;
    }

    /** Closed candles from {@code from} on, the newest 720 at most. */
    public CompletableFuture<Observation<List<MarketEvent.Candle>>> candles(Symbol symbol, Duration interval, Instant from) {
        if (!INTERVALS.contains(interval)) {
            return CompletableFuture.completedFuture(new Observation.Missing<>("KRAKEN_NO_SUCH_CANDLES",
                    "Kraken has no candles of " + interval.toSeconds() + " seconds."));
        }
        // Whoever listens to candles goes by Kraken's clock, so that it is read with them.
        return of(symbol, instrument -> feed.now().thenCompose(asked -> read(instrument, interval).get(Duration.ZERO)).thenApply(reply ->
                observation(reply, good -> new Observation.Known<>(good.all().stream().filter(candle -> !candle.begin().isBefore(from)).toList(),
                        good.closedBefore()))));
    }

    private SharedRead<Candles> read(Instrument instrument, Duration interval) {
        return reads.computeIfAbsent(new Series(instrument.symbol(), interval), series -> new SharedRead<>(time, () ->
                paced("/0/public/OHLC?pair=" + instrument.orderName() + "&interval=" + interval.toMinutes())
                        .thenApply(reply -> reply.read(result -> candles(result, series.symbol(), interval)))));
    }

    /**
     * Trades from {@code from} on, oldest first, at most a thousand; known up to the moment that the answer tells of.
     */
    public CompletableFuture<Observation<List<MarketEvent.Traded>>> trades(Symbol symbol, Instant from) {
        return of(symbol, instrument -> feed.now().thenCompose(asked -> paced("/0/public/Trades?pair=" + instrument.orderName() + "&since="
                + nanos(from).subtract(BigInteger.ONE) + "&count=" + TRADES).thenApply(reply -> observation(
                        reply.read(result -> trades(result, symbol)), all -> new Observation.Known<>(all.stream()
                                .filter(trade -> !trade.at().isBefore(from)).toList(), all.size() < TRADES ? asked : all.get(all.size() - 1).at())))));
    }

    private static BigInteger nanos(Instant at) {
        return BigInteger.valueOf(at.getEpochSecond()).multiply(NANOS.toBigInteger()).add(BigInteger.valueOf(at.getNano()));
    }

    private <T> CompletableFuture<Observation<T>> of(Symbol symbol, Function<Instrument, CompletableFuture<Observation<T>>> read) {
        return instruments.ready().thenCompose(ready -> {
            if (ready instanceof Observation.Missing<InstrumentBook> missing) {
                return CompletableFuture.completedFuture(new Observation.Missing<>(missing.code(), missing.reason()));
            }
            InstrumentBook book = ready instanceof Observation.Known<InstrumentBook> known ? known.value()
                    : ((Observation.Stale<InstrumentBook>) ready).value();
            return book.find(symbol.toString()).map(read).orElseGet(() -> CompletableFuture.completedFuture(
                    new Observation.Missing<>("KRAKEN_UNKNOWN_PAIR", "Kraken has no instrument " + VenueText.clean(symbol.toString(), 40) + ".")));
        });
    }

    private static <S, T> Observation<T> observation(Reply<S> reply, Function<S, Observation<T>> good) {
        if (reply instanceof Reply.Good<S> answered) {
            return good.apply(answered.value());
        }
        Problem problem = ((Reply.Bad<S>) reply).problem();
        return new Observation.Missing<>(problem.code(), problem.message());
    }

    private CompletableFuture<Reply<JsonNode>> paced(String pathAndQuery) {
        CompletableFuture<Reply<JsonNode>> answer = new CompletableFuture<>();
        queue.execute(() -> {
            long now = time.nanoTime();
            long turn = next == Long.MIN_VALUE || next - now < 0 ? now : next;
            next = turn + PAUSE.toNanos();
            Runnable ask = () -> feed.ask(pathAndQuery, LIMIT).whenComplete((reply, failed) -> {
                if (failed == null) {
                    answer.complete(reply);
                } else {
                    answer.completeExceptionally(failed);
                }
            });
            if (turn == now) {
                ask.run();
            } else {
                timers.after(Duration.ofNanos(turn - now), queue, ask);
            }
        });
        return answer;
    }

    /** The rows of the one pair that was asked for; beside them stands {@code last}. */
    private static JsonNode rows(JsonNode result) {
        List<JsonNode> found = result.properties().stream().filter(field -> !field.getKey().equals("last")).map(Map.Entry::getValue).toList();
        if (!result.isObject() || found.size() != 1 || !found.get(0).isArray()) {
            throw new UnexpectedShape("there is not one list of one pair");
        }
        return found.get(0);
    }

    static Candles candles(JsonNode result, Symbol symbol, Duration interval) {
        Instant last = KrakenJson.instantOrNull(result, "last");
        if (last == null) {
            throw new UnexpectedShape("'last' is missing");
        }
        List<MarketEvent.Candle> all = new ArrayList<>();
        Instant before = Instant.MIN;
        for (JsonNode row : rows(result)) {
            MarketEvent.Candle candle = candle(row, symbol, interval);
            if (!candle.begin().isAfter(before)) {
                throw new UnexpectedShape("a candle comes twice, or before an older one");
            }
            before = candle.begin();
            if (!candle.begin().isAfter(last)) {
                all.add(candle);
            }
        }
        return new Candles(List.copyOf(all), last.plus(interval));
    }

    private static MarketEvent.Candle candle(JsonNode row, Symbol symbol, Duration interval) {
        if (!row.isArray() || row.size() < 8) {
            throw new UnexpectedShape("a candle is no list of eight");
        }
        long begin = number(row, 0, "time").longValueExact();
        if (begin % interval.toSeconds() != 0) {
            throw new UnexpectedShape("a candle does not begin where its interval does");
        }
        BigDecimal volume = number(row, 6, "volume");
        return new MarketEvent.Candle(symbol, interval, Instant.ofEpochSecond(begin), number(row, 1, "open"), number(row, 2, "high"),
                number(row, 3, "low"), number(row, 4, "close"), volume.signum() == 0 ? null : number(row, 5, "vwap"), volume,
                number(row, 7, "count").longValue(), true);
    }

    static List<MarketEvent.Traded> trades(JsonNode result, Symbol symbol) {
        List<MarketEvent.Traded> all = new ArrayList<>();
        // Very old rows have no number (sheet, section 6.8); such a tape is as good as one with numbers for what is made of it here.
        Set<Long> seen = new TreeSet<>();
        for (JsonNode row : rows(result)) {
            if (!row.isArray() || row.size() < 4) {
                throw new UnexpectedShape("a trade has no price, volume, time and side");
            }
            long id = row.size() > 6 ? number(row, 6, "trade id").longValue() : 0;
            BigDecimal at = number(row, 2, "time");
            if (id == 0 || seen.add(id)) {
                all.add(new MarketEvent.Traded(symbol, "b".equals(row.get(3).asString()), number(row, 0, "price"), number(row, 1, "volume"), id,
                        Instant.ofEpochSecond(at.longValue(), at.remainder(BigDecimal.ONE).multiply(NANOS).longValue())));
            }
        }
        return all;
    }

    private static BigDecimal number(JsonNode row, int column, String what) {
        BigDecimal number = KrakenJson.number(row.get(column), what);
        if (number == null || number.signum() < 0) {
            throw new UnexpectedShape("'" + what + "' is no number from zero on");
        }
        return number;
    }
}
