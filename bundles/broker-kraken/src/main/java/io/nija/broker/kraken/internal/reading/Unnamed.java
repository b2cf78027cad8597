package io.nija.broker.kraken.internal.reading;

import java.util.List;
import java.util.Optional;

import io.nija.market.Instrument;
import io.nija.market.InstrumentBook;

/** The book of a venue whose names are not known yet: everything keeps the venue's own name. */
public enum Unnamed implements InstrumentBook {
    BOOK;

    @Override
    public List<Instrument> all() {
        return List.of();
    }

    @Override
    public Optional<Instrument> find(String anyName) {
        return Optional.empty();
    }

    @Override
    public String asset(String venueAsset) {
        return venueAsset;
    }
}
