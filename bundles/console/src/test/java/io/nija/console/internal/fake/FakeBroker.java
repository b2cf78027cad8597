package io.nija.console.internal.fake;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.nija.account.BrokerId;
import io.nija.account.Mode;
import io.nija.broker.Broker;
import io.nija.broker.Observation;
import io.nija.credentials.KeyFormat;
import io.nija.market.Instrument;
import io.nija.market.InstrumentBook;
import io.nija.market.MarketMode;
import io.nija.market.Symbol;

/** A broker with two instruments. */
public final class FakeBroker implements Broker {

    private final BrokerId id;
    public volatile Observation<InstrumentBook> instruments = new Observation.Known<>(new Book(), Lanes.NOW.minusSeconds(30));

    public FakeBroker(String id) {
        this.id = new BrokerId(id);
    }

    @Override
    public BrokerId id() {
        return id;
    }

    @Override
    public String displayName() {
        return id.value();
    }

    @Override
    public KeyFormat keyFormat() {
        return KeyFormat.ANY;
    }

    @Override
    public Mode forcedMode() {
        return Mode.OBSERVE;
    }

    @Override
    public Observation<InstrumentBook> instruments() {
        return instruments;
    }

    /** BTC/USD and ETH/USD. */
    public static final class Book implements InstrumentBook {

        private static Instrument instrument(String base, String venue) {
            return new Instrument(new Symbol(base, "USD"), Set.of(base + "/USD", venue), venue, new BigDecimal("0.1"), 1,
                    new BigDecimal("0.00000001"), new BigDecimal("0.00005"), new BigDecimal("0.5"), 5,
                    new BigDecimal("0.40"), null, MarketMode.ONLINE);
        }

        @Override
        public List<Instrument> all() {
            return List.of(instrument("BTC", "XXBTZUSD"), instrument("ETH", "XETHZUSD"));
        }

        @Override
        public Optional<Instrument> find(String anyName) {
            return all().stream()
                    .filter(it -> it.venueNames().stream().anyMatch(anyName::equalsIgnoreCase))
                    .findFirst();
        }

        @Override
        public String asset(String venueAsset) {
            return venueAsset;
        }
    }
}
