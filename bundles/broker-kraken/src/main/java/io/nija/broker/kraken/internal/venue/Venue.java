package io.nija.broker.kraken.internal.venue;

import java.util.function.Function;

import io.nija.broker.kraken.internal.stream.Streams;
import io.nija.broker.kraken.internal.wire.Tier;
import io.nija.broker.kraken.internal.wire.TradingPath;
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
 * @param path which way orders go
 */
public record Venue(VenueAddresses addresses, Function<String, Transport> transports, VenueFeed feed,
        InstrumentFeed instruments, Tier tier, Streams streams, TradingPath path) {

    /** With orders by whichever way is open. */
    public Venue(VenueAddresses addresses, Function<String, Transport> transports, VenueFeed feed, InstrumentFeed instruments, Tier tier,
            Streams streams) {
        this(addresses, transports, feed, instruments, tier, streams, TradingPath.AUTO);
    }

    /** Without streams. */
    public Venue(VenueAddresses addresses, Function<String, Transport> transports, VenueFeed feed, InstrumentFeed instruments, Tier tier) {
        this(addresses, transports, feed, instruments, tier, Streams.NONE);
    }

    /** Whether it is a simulator on this machine. */
    public boolean simulator() {
        return addresses instanceof VenueAddresses.Accepted accepted && accepted.simulator();
    }
}
