package io.nija.trading.internal;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.nija.account.BrokerId;
import io.nija.account.Mode;
import io.nija.broker.Broker;
import io.nija.broker.Observation;
import io.nija.credentials.KeyFormat;
import io.nija.market.Instrument;
import io.nija.market.InstrumentBook;
import io.nija.market.MarketMode;
import io.nija.market.Quote;
import io.nija.market.Symbol;
import io.nija.platform.TimeSource;

/** The public side of a venue: its instruments and a quote that the test sets. */
public final class BenchBroker implements Broker {

    private final BrokerId id;
    private final TimeSource time;
    /** Whether the instruments have not been read yet, as in the first moments of a broker. */
    public volatile boolean unread;
    /** What is traded there; BTC/USD at first. */
    public final List<Instrument> traded = new ArrayList<>(List.of(instrument(new Symbol("BTC", "USD"), MarketMode.ONLINE)));
    /** What any of it is bid and asked. */
    public String bid = "50000";
    public String ask = "50001";
    /** How much of it is bid and asked. */
    public String depth = "10";
    /** How old each quote is when it is told. */
    public Duration age = Duration.ZERO;
    /** What a dollar's coin is bid: the quote of USDT/USD. */
    public String tether = "1";
    /** What the venue forces a lane to be; observe is what the file says. */
    public Mode forced = Mode.OBSERVE;

    BenchBroker(BrokerId id, TimeSource time) {
        this.id = id;
        this.time = time;
    }

    public static Instrument instrument(Symbol symbol, MarketMode mode) {
        String joined = symbol.base().replace("BTC", "XBT") + symbol.quote();
        return new Instrument(symbol, Set.of(symbol.toString(), joined), joined, new BigDecimal("0.1"), 1, new BigDecimal("0.00000001"),
                new BigDecimal("0.0001"), new BigDecimal("0.5"), 5, null, null, mode);
    }

    @Override
    public BrokerId id() {
        return id;
    }

    @Override
    public String displayName() {
        return "Kraken";
    }

    @Override
    public KeyFormat keyFormat() {
        throw new IllegalStateException("Nobody asks for keys here.");
    }

    @Override
    public Mode forcedMode() {
        return forced;
    }

    @Override
    public Observation<InstrumentBook> instruments() {
        return unread ? new Observation.Missing<>("NOT_READ_YET", "They are being read.")
                : new Observation.Known<>(new Book(List.copyOf(traded)), time.instant());
    }

    @Override
    public CompletionStage<Observation<Quote>> quote(Symbol symbol) {
        boolean coin = symbol.base().equals("USDT");
        Quote quote = new Quote(symbol, side(coin ? tether : bid), side(coin ? new BigDecimal(tether).add(new BigDecimal("0.0001")).toString() : ask),
                time.instant().minus(age));
        return CompletableFuture.completedFuture(new Observation.Known<>(quote, time.instant().minus(age)));
    }

    private List<Quote.Level> side(String price) {
        return List.of(new Quote.Level(new BigDecimal(price), new BigDecimal(depth)));
    }

    private record Book(List<Instrument> all) implements InstrumentBook {

        @Override
        public Optional<Instrument> find(String anyName) {
            return all.stream().filter(one -> one.venueNames().contains(anyName.toUpperCase(Locale.ROOT))).findFirst();
        }

        @Override
        public String asset(String venueAsset) {
            return venueAsset;
        }
    }
}
