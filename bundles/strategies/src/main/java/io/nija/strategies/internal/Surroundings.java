package io.nija.strategies.internal;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

import io.nija.account.BrokerId;
import io.nija.broker.Broker;
import io.nija.broker.Observation;
import io.nija.market.Instrument;
import io.nija.market.InstrumentBook;
import io.nija.market.MarketEvent;
import io.nija.market.Symbol;
import io.nija.marketdata.MarketData;
import io.nija.platform.TimeSource;
import io.nija.strategy.Candle;
import io.nija.strategy.Facts;
import io.nija.trading.OrderEntry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all runs stand on. */
record Surroundings(OrderEntry orders, MarketData data, Kept kept, TimeSource time, Function<BrokerId, Optional<Broker>> brokers) {

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.strategies");

    /** Beside candles of the past nothing is known. */
    static final Facts HISTORY = new Facts(Facts.Holding.NONE, past(), past(), past());

    private static <T> Observation<T> past() {
        return new Observation.Missing<>("HISTORY", "This is history.");
    }

    /** What is known now. */
    Facts facts(RunKey key, Facts.Holding holding) {
        return new Facts(holding, data.latest(key.lane().broker(), key.symbol()), orders.fees(key.lane(), key.symbol()),
                orders.budget(key.lane(), key.symbol()));
    }

    /** For calculation; null when the venue told what cannot be. */
    Candle candle(RunKey key, MarketEvent.Candle told) {
        try {
            return new Candle(told.begin().toEpochMilli(), told.interval().toMillis(), told.open().doubleValue(), told.high().doubleValue(),
                    told.low().doubleValue(), told.close().doubleValue(), told.volume().doubleValue());
        } catch (IllegalArgumentException e) {
            LOG.error("{}: a candle was passed over. {} [BAD_CANDLE]", key, e.getMessage());
            return null;
        }
    }

    /** What time it is at the venue. */
    Instant now(BrokerId broker) {
        return brokers.apply(broker).flatMap(Broker::clock).map(InstantSource::instant).orElseGet(time::instant);
    }

    /** The instrument as it is known now, or why it is not. */
    Found instrument(BrokerId broker, Symbol symbol) {
        Optional<Broker> present = brokers.apply(broker);
        if (present.isEmpty()) {
            return new Found(null, "BROKER_ABSENT", "The broker '" + broker + "' is not here.");
        }
        Observation<InstrumentBook> read = present.get().instruments();
        if (read instanceof Observation.Missing<InstrumentBook> missing) {
            return new Found(null, "INSTRUMENTS_NOT_READ", "The instruments of " + broker + " are not read yet: " + missing.reason());
        }
        InstrumentBook book = read instanceof Observation.Known<InstrumentBook> known ? known.value() : ((Observation.Stale<InstrumentBook>) read).value();
        return book.find(symbol.toString()).map(instrument -> new Found(instrument, "", ""))
                .orElseGet(() -> new Found(null, "NO_INSTRUMENT", broker + " has no instrument " + symbol + "; 'instruments --broker " + broker + "' lists them."));
    }

    /** @param instrument null when it is not known, and then {@code code} and {@code reason} say why */
    record Found(Instrument instrument, String code, String reason) {}
}
