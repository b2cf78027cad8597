package io.nija.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

import io.nija.account.BrokerId;
import io.nija.account.Mode;
import io.nija.broker.Broker;
import io.nija.broker.Observation;
import io.nija.broker.kraken.internal.venue.InstrumentFeed;
import io.nija.broker.kraken.internal.venue.Quotes;
import io.nija.broker.kraken.internal.venue.Venue;
import io.nija.broker.kraken.internal.venue.VenueFeed;
import io.nija.broker.kraken.internal.wire.Tier;
import io.nija.broker.kraken.internal.wire.VenueAddresses;
import io.nija.account.LaneId;
import io.nija.credentials.KeyFormat;
import io.nija.market.InstrumentBook;
import io.nija.market.Quote;
import io.nija.market.Symbol;
import io.nija.platform.SerialQueue;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;
import io.nija.platform.Workers;

/** What {@code KrakenBroker} is made of, over wires in this process instead of OkHttp. */
final class BrokerInProcess implements Broker {

    private static final KeyFormat KEYS = new KeyFormat(Pattern.compile(".+"), "anything", Pattern.compile(".+"), "anything",
            KeyFormat.Encoding.BASE64);

    private final SerialQueue queue;
    private final VenueFeed feed;
    private final InstrumentFeed instruments;
    private final Quotes quotes;
    private final Venue venue;
    private final World world;
    private final Map<Symbol, Instant> asked = new HashMap<>();

    BrokerInProcess(World world, Tier tier, TimeSource time, Timers timers, Workers workers) {
        this.world = world;
        queue = workers.serial("kraken venue");
        feed = new VenueFeed(() -> new Wire(null, world), time);
        instruments = new InstrumentFeed(feed, queue, timers, time, Duration.ofHours(1));
        quotes = new Quotes(feed, instruments, time);
        venue = new Venue(new VenueAddresses.Accepted("http://127.0.0.1:1", true), name -> new Wire(LaneId.parse(name), world), feed,
                instruments, tier);
    }

    /** How long ago somebody asked for a price. */
    Duration askedAgo(Symbol symbol) {
        return Duration.between(asked.getOrDefault(symbol, Instant.EPOCH), world.time().instant());
    }

    Venue venue() {
        return venue;
    }

    void stop() {
        instruments.close();
        queue.close(Duration.ofSeconds(1));
        feed.close(Duration.ofSeconds(1));
    }

    @Override
    public BrokerId id() {
        return Shop.KRAKEN;
    }

    @Override
    public String displayName() {
        return "Kraken";
    }

    @Override
    public KeyFormat keyFormat() {
        return KEYS;
    }

    @Override
    public Mode forcedMode() {
        return Mode.SANDBOX;
    }

    @Override
    public Observation<InstrumentBook> instruments() {
        return venue.instruments().observed();
    }

    @Override
    public CompletionStage<Observation<Quote>> quote(Symbol symbol) {
        asked.put(symbol, world.time().instant());
        return quotes.quote(symbol);
    }
}
