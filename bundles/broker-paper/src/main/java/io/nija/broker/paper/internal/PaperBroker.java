package io.nija.broker.paper.internal;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import io.nija.account.BrokerId;
import io.nija.account.Mode;
import io.nija.broker.Broker;
import io.nija.broker.Observation;
import io.nija.broker.paper.internal.market.PaperMarket;
import io.nija.broker.paper.internal.market.PublicReads;
import io.nija.broker.paper.internal.market.Settings;
import io.nija.credentials.KeyFormat;
import io.nija.market.InstrumentBook;
import io.nija.market.MarketEvent;
import io.nija.market.Quote;
import io.nija.market.Symbol;
import io.nija.platform.Installation;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;
import io.nija.platform.Workers;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Paper as a broker, and the market that its accounts share. The market opens when somebody first wants something of it. */
@Component(configurationPid = "io.nija.broker.paper", immediate = true, service = {Broker.class, PaperBroker.class},
        property = Broker.BROKER + "=paper")
@Designate(ocd = PaperConfig.class)
public final class PaperBroker implements Broker {

    private final TimeSource time;
    private final PaperMarket market;
    private final PublicReads reads;

    @Activate
    public PaperBroker(PaperConfig config, @Reference TimeSource time, @Reference Timers timers, @Reference Workers workers,
            @Reference Installation installation) {
        this.time = time;
        market = new PaperMarket(new Settings(config.seed(), config.speed(), BigDecimal.valueOf(config.starting_balance()),
                BigDecimal.valueOf(config.traded_volume()), Duration.ofMillis(config.latency_ms()), installation.data().resolve("paper")), time, timers, workers);
        reads = new PublicReads(market, time);
    }

    @Deactivate
    public void stop() {
        market.close();
    }

    /** For the sessions and the stream of this bundle. */
    public PaperMarket market() {
        return market;
    }

    @Override
    public BrokerId id() {
        return new BrokerId("paper");
    }

    @Override
    public String displayName() {
        return "Paper";
    }

    @Override
    public Optional<String> remark() {
        int speed = market.settings().speed();
        return Optional.of("Paper is play money on the built-in market, which goes " + (speed == 1 ? "at the world's speed."
                : "at " + speed + " times the world's speed: an hour there is " + words(Duration.ofHours(1).dividedBy(speed)) + " here."));
    }

    private static String words(Duration time) {
        return time.toSeconds() >= 120 ? time.toMinutes() + " minutes" : time.toSeconds() + " seconds";
    }

    @Override
    public KeyFormat keyFormat() {
        return KeyFormat.ANY;
    }

    @Override
    public boolean needsKeys() {
        return false;
    }

    @Override
    public Mode forcedMode() {
        return Mode.PAPER;
    }

    @Override
    public Observation<InstrumentBook> instruments() {
        return new Observation.Known<>(market.instruments(), time.instant());
    }

    @Override
    public CompletionStage<Observation<Quote>> quote(Symbol symbol) {
        return reads.quote(symbol);
    }

    @Override
    public Set<Duration> candleIntervals() {
        return PublicReads.INTERVALS;
    }

    @Override
    public Optional<InstantSource> clock() {
        return Optional.of(market::now);
    }

    @Override
    public CompletionStage<Observation<List<MarketEvent.Candle>>> candles(Symbol symbol, Duration interval, Instant from) {
        return reads.candles(symbol, interval, from);
    }

    @Override
    public CompletionStage<Observation<List<MarketEvent.Traded>>> publicTrades(Symbol symbol, Instant from) {
        return reads.trades(symbol, from);
    }

    @Override
    public String toString() {
        return displayName();
    }
}
