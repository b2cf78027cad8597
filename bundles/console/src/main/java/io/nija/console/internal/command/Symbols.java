package io.nija.console.internal.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.nija.account.BrokerId;
import io.nija.broker.Observation;
import io.nija.console.internal.lanes.InstalledBrokers;
import io.nija.console.internal.language.Nearest;
import io.nija.console.internal.language.Usage;
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

    /**
     * Refuses a name that no broker here knows, unless one has not read its instruments.
     *
     * @param orAsset whether the name of an asset will do too
     */
    static void require(InstalledBrokers brokers, String name, boolean orAsset) throws Usage {
        List<Instrument> all = new ArrayList<>();
        for (InstalledBrokers.Installed installed : brokers.all()) {
            Optional<InstrumentBook> book = book(installed.broker().instruments());
            if (book.isEmpty() || book.get().find(name).isPresent()) {
                return;
            }
            String asset = book.get().asset(name.toUpperCase(Locale.ROOT));
            if (orAsset && book.get().all().stream().map(Instrument::symbol)
                    .anyMatch(symbol -> symbol.base().equalsIgnoreCase(asset) || symbol.quote().equalsIgnoreCase(asset))) {
                return;
            }
            all.addAll(book.get().all());
        }
        if (!all.isEmpty()) {
            throw unknown(name, all.stream().map(instrument -> instrument.symbol().toString()).toList());
        }
    }

    static Usage unknown(String name, List<String> known) {
        return new Usage("No broker here trades " + Usage.quoted(name) + Nearest.question(name, known));
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
