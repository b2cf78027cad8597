package io.nija.marketdata.internal;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.nija.account.BrokerId;
import io.nija.broker.Broker;
import io.nija.broker.Observation;
import io.nija.market.MarketStream;
import io.nija.market.Quote;
import io.nija.market.Symbol;
import io.nija.marketdata.MarketData;
import io.nija.marketdata.internal.history.ImportedPast;
import io.nija.platform.Installation;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;
import io.nija.platform.Workers;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Everybody's market data, by broker. A broker's stream is shared by itself; what is added here are candles without a gap, and that a
 * broker can be replaced under those who listen: they are told of an interruption, and go on with the next one.
 */
@Component(service = MarketData.class)
public final class MarketHub implements MarketData {

    private final TimeSource time;
    private final Timers timers;
    private final Workers workers;
    private final ImportedPast past;
    private final Map<BrokerId, Broker> brokers = new ConcurrentHashMap<>();
    private final Map<BrokerId, MarketStream> streams = new ConcurrentHashMap<>();
    private final Map<CandleFeed, BrokerId> candles = new ConcurrentHashMap<>();
    private final Map<QuoteFeed, BrokerId> quotes = new ConcurrentHashMap<>();

    @Activate
    public MarketHub(@Reference TimeSource time, @Reference Timers timers, @Reference Workers workers, @Reference Installation installation) {
        this(time, timers, workers, new ImportedPast(installation.data()));
    }

    MarketHub(TimeSource time, Timers timers, Workers workers, ImportedPast past) {
        this.past = past;
        this.time = time;
        this.timers = timers;
        this.workers = workers;
    }

    @Deactivate
    void stop() {
        Set.copyOf(candles.keySet()).forEach(CandleFeed::close);
        Set.copyOf(quotes.keySet()).forEach(QuoteFeed::close);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addBroker(Broker broker) {
        brokers.put(broker.id(), broker);
        changed(broker.id());
    }

    void removeBroker(Broker broker) {
        if (brokers.remove(broker.id(), broker)) {
            changed(broker.id());
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addStream(MarketStream stream, Map<String, Object> properties) {
        BrokerId broker = new BrokerId(String.valueOf(properties.get(Broker.BROKER)));
        streams.put(broker, stream);
        changed(broker);
    }

    void removeStream(MarketStream stream, Map<String, Object> properties) {
        BrokerId broker = new BrokerId(String.valueOf(properties.get(Broker.BROKER)));
        if (streams.remove(broker, stream)) {
            changed(broker);
        }
    }

    private void changed(BrokerId broker) {
        candles.forEach((feed, of) -> {
            if (of.equals(broker)) {
                feed.over(brokers.get(broker), streams.get(broker));
            }
        });
        quotes.forEach((feed, of) -> {
            if (of.equals(broker)) {
                feed.over(streams.get(broker));
            }
        });
    }

    @Override
    public Feed candles(BrokerId broker, Symbol symbol, Duration interval, int warmUp, Consumer<CandleEvent> listener) {
        CandleFeed[] self = new CandleFeed[1];
        CandleFeed feed = new CandleFeed(symbol, interval, warmUp, listener, workers.serial("candles " + symbol), time, timers, past,
                () -> candles.remove(self[0]));
        self[0] = feed;
        candles.put(feed, broker);
        feed.over(brokers.get(broker), streams.get(broker));
        return feed;
    }

    @Override
    public Feed quotes(BrokerId broker, Symbol symbol, Consumer<Quote> listener) {
        QuoteFeed[] self = new QuoteFeed[1];
        QuoteFeed feed = new QuoteFeed(symbol, listener, time, () -> quotes.remove(self[0]));
        self[0] = feed;
        quotes.put(feed, broker);
        feed.over(streams.get(broker));
        return feed;
    }

    @Override
    public Observation<Quote> latest(BrokerId broker, Symbol symbol) {
        return quotes.entrySet().stream().filter(feed -> feed.getValue().equals(broker) && feed.getKey().symbol().equals(symbol)).findFirst()
                .map(feed -> feed.getKey().latest()).orElseGet(() -> new Observation.Missing<>("NOT_SUBSCRIBED", "Nobody listens to the prices of "
                        + symbol + " at " + broker + "."));
    }
}
