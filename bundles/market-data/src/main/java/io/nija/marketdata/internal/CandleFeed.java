package io.nija.marketdata.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import io.nija.account.BrokerId;
import io.nija.broker.Broker;
import io.nija.broker.Observation;
import io.nija.market.MarketEvent;
import io.nija.market.MarketStream;
import io.nija.market.Symbol;
import io.nija.marketdata.MarketData.CandleEvent;
import io.nija.marketdata.MarketData.Feed;
import io.nija.marketdata.MarketData.Freshness;
import io.nija.marketdata.internal.history.ImportedPast;
import io.nija.platform.SerialQueue;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;

/** One listener's candles: over the broker and the stream that are here now, and those that take their place. On its own queue. */
final class CandleFeed implements Feed {

    private static final Duration TICK = Duration.ofSeconds(1);

    private final Symbol symbol;
    private final Duration interval;
    private final int warmUp;
    private final Consumer<CandleEvent> listener;
    private final SerialQueue queue;
    private final TimeSource time;
    private final Timers.Timer ticks;
    private final ImportedPast past;
    private final Runnable closed;
    private Broker broker;
    private MarketStream stream;
    private MarketStream.Subscription subscription;
    private CandleLine line;
    private CandleMaker trades;
    private Duration source;
    private volatile Freshness freshness = new Freshness(false, null, "NO_MARKET_DATA", "The broker's market data is not here.");

    CandleFeed(Symbol symbol, Duration interval, int warmUp, Consumer<CandleEvent> listener, SerialQueue queue, TimeSource time, Timers timers,
            ImportedPast past, Runnable closed) {
        this.past = past;
        this.symbol = symbol;
        this.interval = interval;
        this.warmUp = warmUp;
        this.listener = listener;
        this.queue = queue;
        this.time = time;
        this.closed = closed;
        ticks = timers.every(TICK, queue, this::tick);
    }

    /** Who tells now; either may be null. Any thread. */
    void over(Broker nowBroker, MarketStream nowStream) {
        queue.execute(() -> {
            broker = nowBroker;
            if (nowStream != stream) {
                leave();
                stream = nowStream;
            }
            begin();
        });
    }

    private void leave() {
        if (subscription != null) {
            subscription.close();
            subscription = null;
            line.heard(new MarketEvent.Interrupted(symbol, "NO_MARKET_DATA", "The broker's market data went."));
            look();
        }
    }

    /** The longest of the venue's candles that ours can be made of; empty when it has none, and trades are all there is. */
    private static Optional<Duration> source(Set<Duration> venues, Duration interval) {
        return venues.stream().filter(one -> interval.toMillis() % one.toMillis() == 0).max(Comparator.naturalOrder());
    }

    private void begin() {
        if (broker == null || stream == null || subscription != null) {
            return;
        }
        Optional<Duration> venues = source(broker.candleIntervals(), interval);
        Duration from = venues.orElse(interval);
        if (line == null || !from.equals(source)) {
            source = from;
            line = new CandleLine(symbol, interval, warmUp, source, this::venueNow, this::ask, listener);
        }
        MarketStream asked = stream;
        trades = venues.isPresent() ? null : new CandleMaker(symbol, source);
        MarketStream.Topic topic = venues.isPresent() ? new MarketStream.Topic.Candles(symbol, source) : new MarketStream.Topic.Trades(symbol);
        subscription = stream.subscribe(topic, event -> queue.execute(() -> {
            if (stream == asked) {
                heard(event);
            }
        }));
    }

    private Instant venueNow() {
        return broker == null ? time.instant() : broker.clock().map(InstantSource::instant).orElseGet(time::instant);
    }

    private void heard(MarketEvent event) {
        if (event instanceof MarketEvent.Traded trade) {
            MarketEvent.Candle before = trades.add(trade);
            if (before != null) {
                line.heard(before);
            }
            line.heard(trades.now(false));
        } else {
            line.heard(event);
        }
        look();
    }

    /** A venue knows only so much of its past; what was imported goes before it. */
    private Observation<List<MarketEvent.Candle>> withPast(Observation<List<MarketEvent.Candle>> answer, BrokerId venue, Instant from) {
        if (!(answer instanceof Observation.Known<List<MarketEvent.Candle>> known) || known.value().isEmpty() || !line.untold()) {
            return answer;
        }
        Instant begin = known.value().get(0).begin();
        if (!begin.isAfter(from)) {
            return answer;
        }
        List<MarketEvent.Candle> all = new ArrayList<>(past.before(venue, symbol, source, from, begin));
        all.addAll(known.value());
        return new Observation.Known<>(all, known.at());
    }

    private void ask(Instant from) {
        BrokerId venue = broker.id();
        CompletionStage<Observation<List<MarketEvent.Candle>>> answers = trades == null ? broker.candles(symbol, source, from)
                : new TradeHistory(broker, symbol, source, from).candles(CandleMaker.beginOf(venueNow(), source));
        answers.whenComplete((answer, failed) -> queue.execute(() -> {
            if (failed != null) {
                line.read(new Observation.Missing<>("HISTORY_FAILED", failed.toString()), Instant.MIN);
            } else {
                line.read(withPast(answer, venue, from), answer instanceof Observation.Known<List<MarketEvent.Candle>> known ? known.at() : Instant.MIN);
            }
            look();
        }));
    }

    private void tick() {
        if (line != null && broker != null) {
            line.tick();
            look();
        }
    }

    private void look() {
        freshness = line.freshness();
    }

    @Override
    public Freshness freshness() {
        return freshness;
    }

    @Override
    public void close() {
        ticks.close();
        closed.run();
        queue.execute(() -> {
            if (subscription != null) {
                subscription.close();
                subscription = null;
            }
            broker = null;
        });
        queue.close();
    }
}
