package io.nija.broker.kraken.internal;

import java.time.Duration;
import java.util.function.Consumer;

import io.nija.broker.Broker;
import io.nija.broker.kraken.internal.stream.Streams;
import io.nija.broker.kraken.internal.stream.publicfeed.PublicFeed;
import io.nija.broker.kraken.internal.venue.Venue;
import io.nija.market.MarketEvent;
import io.nija.market.MarketStream;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;
import io.nija.platform.Workers;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Kraken's public stream as a service: one for all accounts, connected while somebody subscribes. */
@Component(property = Broker.BROKER + "=kraken")
public final class KrakenMarketStream implements MarketStream {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(1);

    private final Streams.Lazily sockets;
    private final PublicFeed feed;

    @Activate
    public KrakenMarketStream(@Reference KrakenBroker broker, @Reference TimeSource time, @Reference Timers timers, @Reference Workers workers) {
        Venue venue = broker.venue();
        sockets = new Streams.Lazily(() -> venue.streams().publicly("public"));
        feed = new PublicFeed(sockets::get, venue.instruments()::ready, venue.streams().budget(), time, timers, workers.shared());
    }

    @Deactivate
    public void stop() {
        feed.close();
        sockets.close(STOP_LIMIT);
    }

    @Override
    public Subscription subscribe(Topic topic, Consumer<MarketEvent> listener) {
        return feed.subscribe(topic, listener);
    }

    @Override
    public Health health() {
        return feed.health();
    }
}
