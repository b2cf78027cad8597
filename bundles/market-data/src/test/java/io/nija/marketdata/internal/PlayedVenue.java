package io.nija.marketdata.internal;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import io.nija.account.BrokerId;
import io.nija.account.Mode;
import io.nija.broker.Broker;
import io.nija.broker.Observation;
import io.nija.credentials.KeyFormat;
import io.nija.market.InstrumentBook;
import io.nija.market.MarketEvent;
import io.nija.market.MarketEvent.Candle;
import io.nija.market.MarketEvent.Traded;
import io.nija.market.MarketMode;
import io.nija.market.MarketStream;
import io.nija.market.Symbol;

/** A venue with one tape of trades: its history and its streams tell of them, its candles are the sums of them. */
final class PlayedVenue implements Broker {

    static final Symbol BTC = new Symbol("BTC", "USD");

    private final InstantSource clock;
    private final Set<Duration> intervals;
    /** Trades of a page of history. */
    private final int page;
    final List<Traded> tape = new ArrayList<>();
    final List<Stream> streams = new ArrayList<>();
    boolean historyFails;
    int asked;

    PlayedVenue(InstantSource clock, Set<Duration> intervals, int page) {
        this.clock = clock;
        this.intervals = intervals;
        this.page = page;
    }

    /** Somebody trades now. */
    void trade(String price, String quantity) {
        Traded trade = new Traded(BTC, true, new BigDecimal(price), new BigDecimal(quantity), tape.size() + 1L, clock.instant());
        tape.add(trade);
        streams.forEach(stream -> stream.told(trade));
    }

    /** The candles as somebody else would make them: of every interval from {@code from} to {@code to}, exact. */
    List<Candle> candles(Duration interval, Instant from, Instant to) {
        Map<Instant, List<Traded>> groups = new TreeMap<>();
        for (Traded trade : tape) {
            long seconds = trade.at().getEpochSecond();
            groups.computeIfAbsent(Instant.ofEpochSecond(seconds - Math.floorMod(seconds, interval.toSeconds())), first -> new ArrayList<>()).add(trade);
        }
        List<Candle> all = new ArrayList<>();
        groups.forEach((begin, trades) -> {
            if (!begin.isBefore(from) && !begin.plus(interval).isAfter(to)) {
                BigDecimal volume = trades.stream().map(Traded::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
                all.add(new Candle(BTC, interval, begin, trades.get(0).price(), trades.stream().map(Traded::price).reduce(BigDecimal::max).orElseThrow(),
                        trades.stream().map(Traded::price).reduce(BigDecimal::min).orElseThrow(), trades.get(trades.size() - 1).price(), null, volume,
                        trades.size(), true));
            }
        });
        return all;
    }

    @Override
    public CompletionStage<Observation<List<Candle>>> candles(Symbol symbol, Duration interval, Instant from) {
        asked++;
        Instant now = clock.instant();
        return CompletableFuture.completedFuture(historyFails ? new Observation.Missing<>("DOWN", "The venue is down.")
                : new Observation.Known<>(candles(interval, from, now), now));
    }

    @Override
    public CompletionStage<Observation<List<Traded>>> publicTrades(Symbol symbol, Instant from) {
        asked++;
        List<Traded> found = tape.stream().filter(trade -> !trade.at().isBefore(from)).limit(page).toList();
        return CompletableFuture.completedFuture(historyFails ? new Observation.Missing<>("DOWN", "The venue is down.")
                : new Observation.Known<>(found, found.size() < page ? clock.instant() : found.get(page - 1).at()));
    }

    @Override
    public Set<Duration> candleIntervals() {
        return intervals;
    }

    @Override
    public Optional<InstantSource> clock() {
        return Optional.of(clock);
    }

    @Override
    public BrokerId id() {
        return new BrokerId("played");
    }

    @Override
    public String displayName() {
        return "Played";
    }

    @Override
    public KeyFormat keyFormat() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Mode forcedMode() {
        return Mode.PAPER;
    }

    @Override
    public Observation<InstrumentBook> instruments() {
        return new Observation.Missing<>("NONE", "Nobody asks.");
    }

    Stream open() {
        Stream stream = new Stream();
        streams.add(stream);
        return stream;
    }

    /** One connection after another: while it is up it tells what happens. */
    final class Stream implements MarketStream {

        private final Map<Subscription, Consumer<MarketEvent>> listeners = new LinkedHashMap<>();
        private boolean up = true;

        @Override
        public Subscription subscribe(Topic topic, Consumer<MarketEvent> listener) {
            Subscription subscription = new Subscription() {
                @Override
                public Topic topic() {
                    return topic;
                }

                @Override
                public void close() {
                    listeners.remove(this);
                }
            };
            listeners.put(subscription, listener);
            if (up) {
                listener.accept(new MarketEvent.Live(BTC));
            }
            return subscription;
        }

        List<Topic> topics() {
            return listeners.keySet().stream().map(Subscription::topic).toList();
        }

        void down() {
            up = false;
            say(new MarketEvent.Interrupted(BTC, "SILENT", "Nothing was heard."));
        }

        void up() {
            up = true;
            say(new MarketEvent.Live(BTC));
        }

        /** A listener was too slow once: what was told meanwhile is gone. */
        void gap() {
            say(new MarketEvent.Gap(BTC, "SLOW", "Too slow.", 0));
        }

        void say(MarketEvent event) {
            List.copyOf(listeners.values()).forEach(listener -> listener.accept(event));
        }

        private void told(Traded trade) {
            if (up) {
                Map.copyOf(listeners).forEach((subscription, listener) -> {
                    if (subscription.topic() instanceof Topic.Trades) {
                        listener.accept(trade);
                    } else if (subscription.topic() instanceof Topic.Candles candles) {
                        long seconds = trade.at().getEpochSecond();
                        Instant begin = Instant.ofEpochSecond(seconds - Math.floorMod(seconds, candles.interval().toSeconds()));
                        candles(candles.interval(), begin, begin.plus(candles.interval())).forEach(listener);
                    } else if (subscription.topic() instanceof Topic.Prices) {
                        listener.accept(new MarketEvent.Prices(BTC, trade.price(), BigDecimal.ONE, trade.price().add(BigDecimal.ONE), BigDecimal.ONE,
                                trade.price(), trade.at()));
                    }
                });
            }
        }

        @Override
        public Health health() {
            return new Health(1, listeners.size(), up ? listeners.size() : 0, MarketMode.ONLINE, null, 0, 0, 0);
        }
    }
}
