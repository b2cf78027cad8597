package io.nija.broker.kraken.internal.session;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.nija.account.LaneId;
import io.nija.broker.Balance;
import io.nija.broker.BrokerSession;
import io.nija.broker.IdentityPins;
import io.nija.broker.LaneFollower;
import io.nija.broker.Observation;
import io.nija.broker.OrderDesk;
import io.nija.broker.Outcome;
import io.nija.broker.SessionStatus;
import io.nija.broker.kraken.internal.desk.Clearance;
import io.nija.broker.kraken.internal.desk.DeskFacts;
import io.nija.broker.kraken.internal.desk.KrakenDesk;
import io.nija.broker.kraken.internal.desk.OrderCheck;
import io.nija.broker.kraken.internal.desk.OrderHistory;
import io.nija.broker.kraken.internal.desk.Refusal;
import io.nija.broker.kraken.internal.lane.PrivateLane;
import io.nija.broker.kraken.internal.reading.Unnamed;
import io.nija.broker.kraken.internal.venue.ClockReading;
import io.nija.broker.kraken.internal.venue.Venue;
import io.nija.broker.kraken.internal.wire.TradingPath;
import io.nija.broker.kraken.internal.wire.VenueText;
import io.nija.credentials.Credentials;
import io.nija.market.Instrument;
import io.nija.market.InstrumentBook;
import io.nija.order.OrderRequest;
import io.nija.order.OrderView;
import io.nija.order.Trade;
import io.nija.order.Validation;
import io.nija.platform.Installation;
import io.nija.platform.KeyLocks;
import io.nija.platform.SerialQueue;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;
import io.nija.platform.Workers;
import io.nija.status.Evidence;
import io.nija.status.Step;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One account's session with Kraken: checks that the keys are its own and fit the venue, takes the key's lock, and then runs
 * the loop. All of its state changes on its own serial queue.
 */
public class LaneSession implements BrokerSession {

    private static final Logger LOG = LoggerFactory.getLogger(LaneSession.class);
    private static final Duration TRY_LOCK_EVERY = Duration.ofSeconds(3);
    private static final Duration STOP_LIMIT = Duration.ofMillis(1_500);
    /** For calls that are at the venue: most answers take less. Declarative Services waits five seconds for the whole. */
    private static final Duration DRAIN_LIMIT = Duration.ofMillis(800);

    private final LaneId lane;
    private final Credentials credentials;
    private final Venue venue;
    private final TimeSource time;
    private final Timers timers;
    private final Installation installation;
    private final KeyLocks held;
    private final IdentityPins pins;
    private final Workers workers;
    private final Followers followers = new Followers();
    private final SerialQueue queue;
    private final Standing standing;
    private final Held<List<Balance>> balances = new Held<>("Balances");
    private final Held<List<OrderView>> orders = new Held<>("Open orders");
    private final Set<CompletableFuture<List<Evidence>>> promised = Collections.synchronizedSet(new LinkedHashSet<>());
    private volatile OpenedKey key;
    private volatile SessionLoop loop;
    private volatile Pulse pulse;
    private volatile Round round;
    private volatile StreamSeat seat;
    private volatile boolean closed;
    private final KrakenDesk desk;
    private final Clearance clearance;
    private Timers.Timer retry;

    /** @param clearance whether the lane may change something at the venue now */
    public LaneSession(LaneId lane, Credentials credentials, Venue venue, TimeSource time, Timers timers, Workers workers,
            Installation installation, KeyLocks held, IdentityPins pins, Clearance clearance) {
        this.lane = lane;
        this.credentials = credentials;
        this.venue = venue;
        this.time = time;
        this.timers = timers;
        this.installation = installation;
        this.held = held;
        this.pins = pins;
        this.workers = workers;
        this.queue = workers.serial(lane, "kraken");
        this.standing = new Standing(lane, credentials.source());
        this.clearance = clearance;
        this.desk = new KrakenDesk(new Facts(), clearance, venue, queue, timers, time, this::openOrders);
    }

    /** Begins; returns at once. */
    public void open() {
        queue.execute(this::tryOpen);
    }

    private void tryOpen() {
        if (closed || loop != null || unfit()) {
            return;
        }
        OpenedKey.Attempt attempt = OpenedKey.attempt(credentials, venue, installation, held, queue, timers, time);
        if (attempt instanceof OpenedKey.Attempt.NotYet notYet) {
            standing.failed(Step.AUTHENTICATION, notYet.problem());
            retry = timers.after(TRY_LOCK_EVERY, queue, this::tryOpen);
            return;
        }
        key = ((OpenedKey.Attempt.Opened) attempt).key();
        if (closed) {
            // It took longer than close() waits, which may not have seen the key: whoever sees it gives it back.
            release(key);
            return;
        }
        PrivateLane calls = key.calls();
        pulse = new Pulse(venue.feed(), standing, queue, SessionLoop.PULSE);
        TradingPath path = venue.streams().available() ? venue.path() : TradingPath.REST;
        StreamSeat opened = new StreamSeat(lane, venue, calls, queue, workers.shared(), timers, time, standing, new StreamUse(followers, desk));
        seat = opened;
        Usage usage = new Usage(standing, calls, desk.counters(), opened::open, path, time);
        opened.changed(usage::renew);
        calls.join(opened, path);
        round = new Round(queue, lane, calls, standing, venue.instruments(), pins, environment(venue),
                new RightsProbe(queue, timers, calls::send), balances, orders, opened, usage, desk.told());
        loop = new SessionLoop(queue, timers, time, standing, pulse, calls, round, new Pauses(lane.hashCode()), usage, new DeadMan(calls, clearance, queue));
        loop.start();
    }

    private static IdentityPins.Environment environment(Venue venue) {
        return venue.simulator() ? IdentityPins.Environment.SANDBOX : IdentityPins.Environment.REAL;
    }

    /** Whether no call may ever be made with these keys here. */
    private boolean unfit() {
        Optional<KeyFit> obstacle = KeyFit.obstacle(lane, credentials, venue);
        obstacle.ifPresent(found -> standing.failed(found.step(), time.instant(), found.code(), found.reason(), found.hint()));
        return obstacle.isPresent();
    }

    @Override
    public LaneId lane() {
        return lane;
    }

    @Override
    public SessionStatus status() {
        return standing.snapshot();
    }

    @Override
    public CompletableFuture<List<Evidence>> verify() {
        CompletableFuture<List<Evidence>> found = new CompletableFuture<>();
        promise(found);
        queue.execute(() -> {
            SessionLoop running = loop;
            if (running == null) {
                found.complete(standing.snapshot().evidence());
            } else {
                running.verify(found);
            }
        });
        if (closed) {
            found.complete(closedEvidence());
        }
        return found;
    }

    @Override
    public void reconnect() {
        queue.execute(() -> {
            SessionLoop running = loop;
            if (running == null) {
                if (retry != null) {
                    retry.close();
                }
                tryOpen();
            } else {
                running.reconnect();
            }
        });
    }

    @Override
    public Observation<List<Balance>> balances() {
        return closed ? new Observation.Missing<>("SESSION_CLOSED", "The session was closed.") : balances.observed(time.instant());
    }

    @Override
    public Observation<List<OrderView>> openOrders() {
        return closed ? new Observation.Missing<>("SESSION_CLOSED", "The session was closed.") : orders.observed(time.instant());
    }

    @Override
    public CompletableFuture<Observation<List<OrderView>>> closedOrders(int limit) {
        OpenedKey open = key;
        Optional<String[]> obstacle = obstacle(open);
        if (obstacle.isPresent()) {
            return CompletableFuture.completedFuture(new Observation.Missing<>(obstacle.get()[0], obstacle.get()[1]));
        }
        InstrumentBook book = book();
        return OrderHistory.read(open.calls(), lane, book == null ? Unnamed.BOOK : book, limit, venueNow());
    }

    /** Kraken's time, as well as it is known. */
    private Instant venueNow() {
        Pulse felt = pulse;
        return felt == null || felt.clock() == null ? time.instant() : time.instant().plus(felt.clock().offset());
    }

    @Override
    public Optional<OrderDesk> orderDesk() {
        return Optional.of(desk);
    }

    @Override
    public Optional<AutoCloseable> follow(LaneFollower follower) {
        if (closed || !venue.streams().available()) {
            return Optional.empty();
        }
        queue.execute(() -> followers.add(follower));
        return Optional.of(() -> queue.execute(() -> followers.remove(follower)));
    }

    @Override
    public CompletableFuture<Outcome<Validation>> validate(OrderRequest order) {
        OpenedKey open = key;
        Optional<String[]> obstacle = obstacle(open);
        if (obstacle.isPresent()) {
            return CompletableFuture.completedFuture(new Outcome.Refused<>(obstacle.get()[0], obstacle.get()[1]));
        }
        InstrumentBook book = book();
        if (book == null) {
            return CompletableFuture.completedFuture(new Outcome.Refused<>("KRAKEN_INSTRUMENTS_PENDING",
                    "Kraken's rules were not read yet, so the order cannot be checked."));
        }
        Optional<Instrument> instrument = book.find(order.symbol().toString());
        if (instrument.isEmpty()) {
            return CompletableFuture.completedFuture(new Outcome.Refused<>("KRAKEN_UNKNOWN_PAIR",
                    "Kraken has no instrument " + VenueText.clean(order.symbol().toString(), 40) + "."));
        }
        return OrderCheck.run(open.calls(), instrument.get(), order, venueNow());
    }

    /** Why no call can be made now: code and reason. */
    private Optional<String[]> obstacle(OpenedKey open) {
        if (closed) {
            return Optional.of(new String[] {"SESSION_CLOSED", "The session was closed."});
        }
        for (Evidence line : standing.snapshot().evidence()) {
            boolean decisive = line.step() == Step.IDENTITY || open == null;
            if (!line.ok() && decisive) {
                return Optional.of(new String[] {line.code(), line.detail()});
            }
        }
        return open == null ? Optional.of(new String[] {"SESSION_OPENING", "The session is just beginning."}) : Optional.empty();
    }

    private InstrumentBook book() {
        Observation<InstrumentBook> observed = venue.instruments().observed();
        if (observed instanceof Observation.Known<InstrumentBook> known) {
            return known.value();
        }
        return observed instanceof Observation.Stale<InstrumentBook> stale ? stale.value() : null;
    }

    private void promise(CompletableFuture<List<Evidence>> future) {
        promised.add(future);
        future.whenComplete((value, failure) -> promised.remove(future));
    }

    private List<Evidence> closedEvidence() {
        return List.of(Evidence.failed(Step.AUTHENTICATION, time.instant(), "SESSION_CLOSED", "The session was closed.", ""));
    }

    /**
     * Closes the gate, waits a moment for the answers of what is at the venue, then closes sockets and threads and gives
     * the key back; takes at most about four seconds.
     */
    public void close() {
        closed = true;
        queue.execute(() -> {
            if (retry != null) {
                retry.close();
            }
            if (loop != null) {
                loop.close();
            }
            desk.close();
            if (key != null) {
                key.calls().close();
            }
        });
        OpenedKey draining = key;
        if (draining != null) {
            draining.calls().drain(DRAIN_LIMIT);
        }
        StreamSeat seated = seat;
        if (seated != null) {
            // Not before: commands that went over it may still be answered.
            seated.close();
        }
        if (!queue.close(STOP_LIMIT)) {
            LOG.warn("The session of {} did not stop in time; its last task was interrupted.", lane);
        }
        OpenedKey open = key;
        if (open != null) {
            release(open);
        }
        desk.close();
        List<Evidence> last = closedEvidence();
        new ArrayList<>(promised).forEach(future -> future.complete(last));
    }

    /** What the desk may know. */
    private final class Facts implements DeskFacts {

        @Override
        public LaneId lane() {
            return lane;
        }

        /** Before it is proven whose account the key belongs to, nothing is sent to it and nothing read from it is ours. */
        @Override
        public Optional<Refusal> obstacle() {
            Optional<String[]> obstacle = LaneSession.this.obstacle(key);
            if (obstacle.isPresent()) {
                return obstacle.map(words -> new Refusal(words[0], words[1]));
            }
            return standing.snapshot().evidence().stream().anyMatch(line -> line.step() == Step.IDENTITY && line.ok()) ? Optional.empty()
                    : Optional.of(new Refusal("SESSION_OPENING", "It is not proven yet which account at Kraken the key belongs to."));
        }

        @Override
        public PrivateLane calls() {
            return key.calls();
        }

        @Override
        public InstrumentBook book() {
            return LaneSession.this.book();
        }

        @Override
        public ClockReading clock() {
            Pulse felt = pulse;
            return felt == null ? null : felt.clock();
        }

        @Override
        public Optional<List<OrderView>> toldOrders() {
            StreamSeat seated = seat;
            return seated == null ? Optional.empty() : seated.resting();
        }

        @Override
        public Optional<List<Trade>> toldTrades(Instant from) {
            StreamSeat seated = seat;
            return seated == null ? Optional.empty() : seated.trades(from);
        }

        @Override
        public Optional<HistoryGap> historyGap() {
            Round asked = round;
            RightsFinding rights = asked == null ? null : asked.rights();
            return rights == null ? Optional.empty() : rights.historyGap();
        }
    }

    private static void release(OpenedKey open) {
        try {
            open.release(STOP_LIMIT);
        } catch (IOException notReleased) {
            LOG.warn("The key's lock could not be given back ({}); the end of the process will do it.",
                    VenueText.clean(notReleased.getMessage(), 120));
        }
    }
}
