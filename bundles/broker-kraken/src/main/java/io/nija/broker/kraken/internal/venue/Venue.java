package io.nija.broker.kraken.internal.venue;

import java.util.function.Function;

import io.nija.broker.kraken.internal.stream.Streams;
import io.nija.broker.kraken.internal.wire.Tier;
import io.nija.broker.kraken.internal.wire.Transport;
import io.nija.broker.kraken.internal.wire.VenueAddresses;

/**
 * What the broker gives each session: the way to the venue, and what all sessions share.
 *
 * @param addresses where, or why nowhere
 * @param transports a transport of its own for each name; never asked when the addresses are refused
 * @param feed public answers
 * @param instruments the rules of the instruments
 * @param tier the REST counter to keep within
 * @param streams the way to its streams
 */
public record Venue(VenueAddresses addresses, Function<String, Transport> transports, VenueFeed feed,
        InstrumentFeed instruments, Tier tier, Streams streams) {

    /** Without streams. */
    public Venue(VenueAddresses addresses, Function<String, Transport> transports, VenueFeed feed, InstrumentFeed instruments, Tier tier) {
        this(addresses, transports, feed, instruments, tier, Streams.NONE);
    }

    /** Whether it is a simulator on this machine. */
    public boolean simulator() {
        return addresses instanceof VenueAddresses.Accepted accepted && accepted.simulator();
    }
}
