package io.nija.console.internal.command;

import java.util.Optional;

import io.nija.account.BrokerId;
import io.nija.broker.Observation;
import io.nija.console.internal.lanes.InstalledBrokers;
import io.nija.market.Instrument;
import io.nija.market.InstrumentBook;

/** Instruments by any of a venue's names. */
final class Symbols {

    private Symbols() {}

    /** Whether {@code name}, in any naming system, means the instrument shown as {@code symbol}. */
    static boolean same(InstalledBrokers brokers, BrokerId broker, String name, String symbol) {
        return name.equalsIgnoreCase(symbol)
                || brokers.find(broker)
                        .flatMap(installed -> book(installed.broker().instruments()))
                        .flatMap(book -> book.find(name))
                        .map(instrument -> names(instrument, symbol))
                        .orElse(false);
    }

    private static boolean names(Instrument instrument, String symbol) {
        return instrument.symbol().toString().equals(symbol) || instrument.venueNames().contains(symbol);
    }

    /** The instruments as last read, if they ever were. */
    static Optional<InstrumentBook> book(Observation<InstrumentBook> observation) {
        if (observation instanceof Observation.Known<InstrumentBook> known) {
            return Optional.of(known.value());
        }
        return observation instanceof Observation.Stale<InstrumentBook> stale ? Optional.of(stale.value()) : Optional.empty();
    }
}
