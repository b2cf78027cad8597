package io.nija.broker.kraken.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

import io.nija.account.BrokerId;
import io.nija.account.Mode;
import io.nija.broker.Broker;
import io.nija.broker.Observation;
import io.nija.broker.kraken.internal.stream.ConnectBudget;
import io.nija.broker.kraken.internal.stream.Streams;
import io.nija.broker.kraken.internal.venue.InstrumentFeed;
import io.nija.broker.kraken.internal.venue.PublicHistory;
import io.nija.broker.kraken.internal.venue.Quotes;
import io.nija.broker.kraken.internal.venue.Venue;
import io.nija.broker.kraken.internal.venue.VenueFeed;
import io.nija.broker.kraken.internal.wire.HttpRoot;
import io.nija.broker.kraken.internal.wire.HttpSettings;
import io.nija.broker.kraken.internal.wire.Tier;
import io.nija.broker.kraken.internal.wire.TradingPath;
import io.nija.broker.kraken.internal.wire.VenueAddresses;
import io.nija.broker.kraken.internal.wire.VenueText;
import io.nija.credentials.KeyFormat;
import io.nija.market.InstrumentBook;
import io.nija.market.MarketEvent;
import io.nija.market.Quote;
import io.nija.market.Symbol;
import io.nija.platform.Installation;
import io.nija.platform.SerialQueue;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;
import io.nija.platform.Workers;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kraken as a broker, and what its sessions share. Nothing is asked of Kraken until a session or a person wants
 * something: a NIJA without keys sends nothing.
 */
@Component(configurationPid = "io.nija.broker.kraken", immediate = true, service = {Broker.class, KrakenBroker.class},
        property = Broker.BROKER + "=kraken")
@Designate(ocd = KrakenConfig.class)
public final class KrakenBroker implements Broker {

    private static final Logger LOG = LoggerFactory.getLogger(KrakenBroker.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(1);

    /** As Kraken's page hands them out; whether they are a simulator's is looked at by the session, which can say so. */
    private static final KeyFormat KEYS = new KeyFormat(
            Pattern.compile("[A-Za-z0-9+/]{56}"), "56 characters of A-Z, a-z, 0-9, + and /",
            Pattern.compile("[A-Za-z0-9+/]{86}=="), "88 characters: base64 of 64 bytes, ending in ==",
            KeyFormat.Encoding.BASE64);

    private final SerialQueue queue;
    private final VenueAddresses addresses;
    private final HttpRoot http;
    private final Venue venue;
    private final Quotes quotes;
    private final PublicHistory history;

    @Activate
    public KrakenBroker(KrakenConfig config, @Reference TimeSource time, @Reference Timers timers, @Reference Workers workers,
            @Reference Installation installation) {
        Tier tier = tier(config.tier());
        addresses = judge(config, tier, installation.start());
        queue = workers.serial("kraken venue");
        http = addresses instanceof VenueAddresses.Accepted accepted ? new HttpRoot(accepted, settings(config, installation), time,
                timers, workers.shared()) : null;
        VenueFeed feed = new VenueFeed(() -> http == null ? null : http.transport("public"), time);
        InstrumentFeed instruments = new InstrumentFeed(feed, queue, timers, time,
                Duration.ofMinutes(config.instruments_refresh_minutes()));
        quotes = new Quotes(feed, instruments, time);
        history = new PublicHistory(feed, instruments, queue, timers, time);
        venue = new Venue(addresses, http == null ? name -> null : http::transport, feed, instruments,
                tier == null ? Tier.STARTER : tier, Streams.of(addresses, http, new ConnectBudget(time)),
                path(config.trading_path()));
        if (addresses instanceof VenueAddresses.Refused refused && !awaitsDemo(config, installation.start())) {
            LOG.warn("KRAKEN_ADDRESS_REFUSED {} {}", refused.message(), refused.hint());
        }
    }

    private static Tier tier(String text) {
        try {
            return Tier.of(text);
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }

    /** A word that is none was refused with the file already; what was built in before goes on. */
    private static TradingPath path(String text) {
        try {
            return TradingPath.of(text);
        } catch (IllegalArgumentException unknown) {
            LOG.warn("{} It is taken as auto.", unknown.getMessage());
            return TradingPath.AUTO;
        }
    }

    /** The demonstration's exchange has not written its address yet: no trouble, only early. */
    private static boolean awaitsDemo(KrakenConfig config, Installation.Start start) {
        return start == Installation.Start.DEMO && !config.simulator();
    }

    private static VenueAddresses judge(KrakenConfig config, Tier tier, Installation.Start start) {
        if (awaitsDemo(config, start)) {
            return new VenueAddresses.Refused("simulator", "true",
                    "The demonstration speaks with the built-in exchange only, and that has not begun yet.",
                    "Wait a moment.");
        }
        if (tier == null) {
            return new VenueAddresses.Refused("tier", "starter, intermediate or pro", "'" + VenueText.clean(config.tier(), 40) + "' is no tier.",
                    "In io.nija.broker.kraken.cfg set tier to starter, intermediate or pro.");
        }
        if (tier == Tier.UNLIMITED && !config.simulator()) {
            return new VenueAddresses.Refused("tier", "starter, intermediate or pro", "tier=unlimited is for a simulator; Kraken has no such tier.",
                    "In io.nija.broker.kraken.cfg set tier to starter, intermediate or pro.");
        }
        return VenueAddresses.judge(config.rest_url(), config.ws_public_url(), config.ws_private_url(), config.simulator());
    }

    private static HttpSettings settings(KrakenConfig config, Installation installation) {
        return new HttpSettings("nija/" + installation.build(), Duration.ofSeconds(config.connect_timeout_seconds()),
                Duration.ofSeconds(config.call_timeout_seconds()), config.proxy_host().strip(), config.proxy_port());
    }

    @Deactivate
    public void stop() {
        venue.instruments().close();
        queue.close(STOP_LIMIT);
        venue.feed().close(STOP_LIMIT);
        if (http != null) {
            http.close();
        }
    }

    /** For the sessions of this bundle. */
    public Venue venue() {
        return venue;
    }

    @Override
    public BrokerId id() {
        return new BrokerId("kraken");
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
        return venue.simulator() ? Mode.SANDBOX : Mode.OBSERVE;
    }

    @Override
    public Observation<InstrumentBook> instruments() {
        if (addresses instanceof VenueAddresses.Refused refused) {
            return new Observation.Missing<>("KRAKEN_ADDRESS_REFUSED", refused.message());
        }
        return venue.instruments().observed();
    }

    @Override
    public CompletionStage<Observation<Quote>> quote(Symbol symbol) {
        return addresses instanceof VenueAddresses.Refused refused ? refused(refused) : quotes.quote(symbol);
    }

    @Override
    public Set<Duration> candleIntervals() {
        return PublicHistory.INTERVALS;
    }

    @Override
    public Optional<InstantSource> clock() {
        return Optional.of(venue.feed()::lastKnownNow);
    }

    @Override
    public CompletionStage<Observation<List<MarketEvent.Candle>>> candles(Symbol symbol, Duration interval, Instant from) {
        return addresses instanceof VenueAddresses.Refused refused ? refused(refused) : history.candles(symbol, interval, from);
    }

    @Override
    public CompletionStage<Observation<List<MarketEvent.Traded>>> publicTrades(Symbol symbol, Instant from) {
        return addresses instanceof VenueAddresses.Refused refused ? refused(refused) : history.trades(symbol, from);
    }

    private static <T> CompletionStage<Observation<T>> refused(VenueAddresses.Refused refused) {
        return CompletableFuture.completedFuture(new Observation.Missing<>("KRAKEN_ADDRESS_REFUSED", refused.message()));
    }

    @Override
    public String toString() {
        return displayName();
    }
}
