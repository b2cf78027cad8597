package io.nija.market;

import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/** The instruments of one venue as they were when read. Immutable. */
@ProviderType
public interface InstrumentBook {

    /** All instruments, by symbol. */
    List<Instrument> all();

    /** The instrument known by that name, whatever the naming system and the case; empty when there is none. */
    Optional<Instrument> find(String anyName);

    /** The platform's name of a venue's asset ({@code XXBT} is {@code BTC}); the same text when it is not known. */
    String asset(String venueAsset);
}
