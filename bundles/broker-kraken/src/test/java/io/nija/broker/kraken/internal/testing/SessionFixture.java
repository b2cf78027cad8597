package io.nija.broker.kraken.internal.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

import io.nija.account.LaneId;
import io.nija.broker.kraken.internal.desk.Clearance;
import io.nija.broker.kraken.internal.desk.Refusal;
import io.nija.broker.kraken.internal.session.LaneSession;
import io.nija.broker.kraken.internal.stream.ConnectBudget;
import io.nija.broker.kraken.internal.stream.StreamSockets;
import io.nija.broker.kraken.internal.stream.Streams;
import io.nija.broker.kraken.internal.venue.InstrumentFeed;
import io.nija.broker.kraken.internal.venue.Venue;
import io.nija.broker.kraken.internal.venue.VenueFeed;
import io.nija.broker.kraken.internal.wire.Tier;
import io.nija.broker.kraken.internal.wire.TradingPath;
import io.nija.broker.kraken.internal.wire.Transport;
import io.nija.broker.kraken.internal.wire.VenueAddresses;
import io.nija.order.Purpose;
import io.nija.platform.KeyLocks;
import io.nija.platform.internal.HeldKeyLocks;
import io.nija.platform.virtual.DirectWorkers;
import io.nija.platform.virtual.VirtualTime;
import io.nija.status.Evidence;
import io.nija.status.Step;

/** One session against a scripted venue in virtual time. */
public final class SessionFixture {

    public final VirtualTime time = new VirtualTime(Instant.parse("2026-11-22T12:00:00Z"));
    public final ScriptedVenue venue = new ScriptedVenue(time);
    public final TestPins pins = new TestPins();
    public final KeyLocks held = new HeldKeyLocks();
    public final TestInstallation installation;
    public VenueAddresses addresses = new VenueAddresses.Accepted("http://127.0.0.1:1", true);
    public Function<String, Transport> transports = name -> venue;
    public Tier tier = Tier.STARTER;
    public Streams streams = Streams.NONE;
    public TradingPath path = TradingPath.AUTO;
    public volatile Refusal notCleared;
    public volatile int deadManSeconds;

    public SessionFixture(Path folder) {
        installation = new TestInstallation(folder);
    }

    public LaneSession session(String account) {
        return session(account, TestCredentials.simulator(account));
    }

    public LaneSession session(String account, TestCredentials credentials) {
        DirectWorkers workers = new DirectWorkers();
        VenueFeed feed = new VenueFeed(() -> transports.apply("public"), time);
        InstrumentFeed instruments = new InstrumentFeed(feed, workers.serial("venue"), time, time, Duration.ofHours(1));
        LaneSession session = new LaneSession(LaneId.of(account, "kraken"), credentials,
                new Venue(addresses, transports, feed, instruments, tier, streams, path), time, time, workers, installation, held, pins, clearance());
        session.open();
        return session;
    }

    /** The venue has streams from now on, and this is its end of them. */
    public ScriptedSockets withStreams() {
        ScriptedSockets sockets = new ScriptedSockets();
        ConnectBudget budget = new ConnectBudget(time);
        streams = new Streams() {
            @Override
            public boolean available() {
                return true;
            }

            @Override
            public StreamSockets publicly(String name) {
                return sockets;
            }

            @Override
            public StreamSockets privately(String name) {
                return sockets;
            }

            @Override
            public ConnectBudget budget() {
                return budget;
            }
        };
        return sockets;
    }

    private Clearance clearance() {
        return new Clearance() {
            @Override
            public int deadManSeconds() {
                return deadManSeconds;
            }

            @Override
            public Optional<Refusal> orders(Purpose purpose) {
                return Optional.ofNullable(notCleared);
            }

            @Override
            public Optional<Refusal> changes() {
                return Optional.ofNullable(notCleared);
            }

            @Override
            public Optional<Refusal> cancels() {
                return Optional.ofNullable(notCleared);
            }
        };
    }

    public static Evidence evidence(LaneSession session, Step step) {
        return session.status().evidence().stream().filter(line -> line.step() == step).findFirst().orElse(null);
    }
}
