package io.nija.trading.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.nija.account.Account;
import io.nija.account.Accounts;
import io.nija.account.BrokerId;
import io.nija.account.LaneId;
import io.nija.broker.Broker;
import io.nija.broker.BrokerSession;
import io.nija.broker.IntentHold;
import io.nija.broker.Observation;
import io.nija.journal.Intent;
import io.nija.journal.Journal;
import io.nija.journal.JournalException;
import io.nija.journal.Receipt;
import io.nija.journal.SwitchChange;
import io.nija.market.Money;
import io.nija.platform.Boundary;
import io.nija.platform.SerialQueue;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;
import io.nija.platform.Workers;
import io.nija.risk.RiskGate;
import io.nija.risk.RiskProfiles;
import io.nija.risk.Worth;
import io.nija.status.Evidence;
import io.nija.status.TradingFacts;
import io.nija.strategy.StrategyBoard;
import io.nija.trading.internal.gate.Acknowledgements;
import io.nija.trading.internal.gate.Armory;
import io.nija.trading.OrderEntry.LaneNow;
import io.nija.trading.internal.gate.Known;
import io.nija.trading.internal.gate.LossWatch;
import io.nija.trading.internal.gate.Market;
import io.nija.trading.internal.gate.Situations;
import io.nija.trading.internal.gate.Switchboard;
import io.nija.trading.internal.gate.Worths;
import io.nija.trading.internal.lane.LaneSnapshot;
import io.nija.trading.internal.lane.TradingLane;
import io.nija.trading.internal.lane.Venue;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All trading lanes: one for each account and broker that a file names. It exists as long as the journal does; a session
 * that comes or goes changes what a lane can reach, never what it knows.
 */
@Component(service = {TradingFloor.class, TradingFacts.class, IntentHold.class}, immediate = true)
public final class TradingFloor implements TradingFacts, IntentHold {

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.trading");
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** Orders that are looked through for lanes that nobody names any more. */
    private static final int LATELY = 1_000;
    /** Positions are valued as often as this for the board; a judgement reads its own quotes. */
    private static final Duration QUOTES = Duration.ofSeconds(10);

    private final Accounts accounts;
    private final Journal journal;
    private final TimeSource time;
    private final Timers timers;
    private final Workers workers;
    private final Market market;
    private final Worths worths;
    private final Acknowledgements acknowledged;
    private final Switchboard switches;
    private final Situations situations;
    private final LossWatch losses;
    private final Armory armory;
    private final SerialQueue queue;
    private final List<Timers.Timer> ticks;
    /** On the queue only. */
    private boolean looked;
    private final Map<LaneId, TradingLane> lanes = new ConcurrentHashMap<>();
    private final Map<BrokerId, Broker> brokers = new ConcurrentHashMap<>();
    private final Map<LaneId, BrokerSession> sessions = new ConcurrentHashMap<>();
    private final List<Boundary> boundaries = new CopyOnWriteArrayList<>();
    private final List<Consumer<LaneSnapshot>> listeners = new CopyOnWriteArrayList<>();
    private volatile StrategyBoard strategies;

    /** Reads the switches and what worths are measured by; each lane reads its own past on its queue. */
    @Activate
    public TradingFloor(@Reference Accounts accounts, @Reference Journal journal, @Reference RiskGate risk, @Reference RiskProfiles profiles,
            @Reference Armory armory, @Reference TimeSource time, @Reference Timers timers, @Reference Workers workers) {
        this.accounts = accounts;
        this.armory = armory;
        this.journal = journal;
        this.time = time;
        this.timers = timers;
        this.workers = workers;
        market = new Market(time);
        worths = new Worths(journal, market);
        acknowledged = new Acknowledgements(journal, worths);
        switches = new Switchboard(journal, time);
        situations = new Situations(this::known, this::known, risk, profiles, switches, market, worths, acknowledged, time);
        losses = new LossWatch(situations, this::known, () -> strategies);
        KeptFresh fresh = new KeptFresh(market, this::known, () -> strategies);
        queue = workers.serial("trading");
        queue.execute(this::lookAtAccounts);
        ticks = List.of(timers.every(LOOK, queue, this::lookAtAccounts), timers.every(QUOTES, queue, fresh::read),
                timers.every(QUOTES, queue, this::watchLosses), timers.every(QUOTES, queue, this::watchArming));
    }

    @Deactivate
    void stop() {
        ticks.forEach(Timers.Timer::close);
        queue.close();
        lanes.values().forEach(TradingLane::stop);
        worths.keep(time.instant());
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setStrategies(StrategyBoard board) {
        strategies = board;
    }

    void unsetStrategies(StrategyBoard board) {
        strategies = strategies == board ? null : strategies;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addBroker(Broker broker) {
        brokers.put(broker.id(), broker);
        refresh();
    }

    void removeBroker(Broker broker) {
        brokers.remove(broker.id(), broker);
        refresh();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addSession(BrokerSession session) {
        sessions.put(session.lane(), session);
        refresh();
    }

    void removeSession(BrokerSession session) {
        sessions.remove(session.lane(), session);
        refresh();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addBoundary(Boundary boundary) {
        boundaries.add(boundary);
    }

    void removeBoundary(Boundary boundary) {
        boundaries.remove(boundary);
    }

    private void refresh() {
        queue.execute(this::lookAtAccounts);
    }

    /** A lane for each that a file names; a lane whose file went stays as long as it has something to look after. */
    private void lookAtAccounts() {
        Set<LaneId> named = new LinkedHashSet<>();
        accounts.all().forEach(account -> named.addAll(account.lanes()));
        for (LaneId id : named) {
            lanes.computeIfAbsent(id, this::lane);
        }
        tradedBefore().forEach(id -> lanes.computeIfAbsent(id, this::lane));
        lanes.values().stream().filter(lane -> lane.behind() && journal.health().writes()).forEach(lane -> {
            lane.stop();
            lanes.replace(lane.lane(), lane(lane.lane()));
        });
        for (TradingLane lane : lanes.values()) {
            boolean idle = lane.snapshot().ready() && lane.snapshot().open().isEmpty() && lane.snapshot().shares().stream()
                    .allMatch(share -> share.position().quantity().signum() == 0);
            if (!named.contains(lane.lane()) && idle) {
                lanes.remove(lane.lane());
                lane.stop();
            } else {
                lane.venue(Venue.of(brokers.get(lane.lane().broker()), sessions.get(lane.lane())));
            }
        }
    }

    /**
     * At the first look: the lanes that orders were sent on lately, whether a file names them or not. A file that went while
     * NIJA did not run must not make positions forgotten.
     */
    private Set<LaneId> tradedBefore() {
        Set<LaneId> lanesBefore = new LinkedHashSet<>();
        if (!looked) {
            looked = true;
            try {
                journal.history().newest(Intent.class, null, LATELY).stream().map(entry -> entry.record().lane())
                        .filter(Objects::nonNull).forEach(lanesBefore::add);
            } catch (JournalException e) {
                LOG.error("Whether orders were sent on lanes that no file names cannot be read. {} [{}]", e.getMessage(), e.code());
            }
        }
        return lanesBefore;
    }

    private TradingLane lane(LaneId id) {
        return new TradingLane(id, workers.serial(id, "trading"), time, timers, journal, situations, this::passed,
                snapshot -> listeners.forEach(listener -> listener.accept(snapshot)));
    }

    /** A moment that tests may want to end the process at. @param lane null when it concerns all */
    public void passed(String name, LaneId lane) {
        boundaries.forEach(boundary -> boundary.passed(name, lane));
    }

    /** What would have refused the arming and came later takes it back; only a person arms again. */
    private void watchArming() {
        for (Known lane : known()) {
            List<String> reasons = lane.armed() ? armory.revocations(lane) : List.of();
            if (!reasons.isEmpty()) {
                LOG.error("{} is disarmed: {} [LANE_DISARMED]", lane.id(), String.join(" ", reasons));
                armory.revoke(lane.id(), reasons);
            }
        }
    }

    /** A loss that reached its limit sets the switch that belongs to it, once; only a person takes it back. */
    private void watchLosses() {
        // One at a time with a person's resume: a loss that was found before it must not set the switch after it.
        synchronized (acknowledged) {
            for (LossWatch.Reached reached : losses.now()) {
                acknowledged.tripped(reached.scope(), reached.loss());
                if (switches.all().stream().noneMatch(set -> set.change().scope().equals(reached.scope())
                        && set.change().position().compareTo(reached.position()) >= 0)) {
                    set(new SwitchChange(reached.scope(), reached.position(), "risk", reached.loss().reason()));
                }
            }
        }
    }

    /**
     * Tells how a lane is whenever anything of it may have changed, on that lane's queue; the listener must return at once.
     *
     * @return ends it
     */
    public AutoCloseable follow(Consumer<LaneSnapshot> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Every lane whose account has a file now. */
    public Collection<Known> known() {
        List<Known> known = new ArrayList<>();
        for (TradingLane lane : lanes.values()) {
            accounts.find(lane.lane().account()).ifPresent(account -> known.add(known(account, lane)));
        }
        return known;
    }

    Optional<Known> known(LaneId id) {
        TradingLane lane = lanes.get(id);
        return lane == null ? Optional.empty() : accounts.find(id.account()).map(account -> known(account, lane));
    }

    /** The lanes that no file names now and that still have something to look after. */
    public List<LaneSnapshot> unnamed() {
        Set<LaneId> named = new LinkedHashSet<>();
        accounts.all().forEach(account -> named.addAll(account.lanes()));
        return lanes.values().stream().filter(lane -> !named.contains(lane.lane())).map(TradingLane::snapshot).toList();
    }

    private Known known(Account account, TradingLane lane) {
        return new Known(account, lane.snapshot(), Venue.of(brokers.get(lane.lane().broker()), sessions.get(lane.lane())), armory.armed(lane.lane()));
    }

    /** The lane, if an account's file names it. */
    public Optional<TradingLane> find(LaneId id) {
        return Optional.ofNullable(lanes.get(id));
    }

    public Switchboard switches() {
        return switches;
    }

    public Situations situations() {
        return situations;
    }

    public Armory armory() {
        return armory;
    }

    @Override
    public Held hold(BrokerId broker) {
        List<TradingLane> held = lanes.values().stream().filter(lane -> lane.lane().broker().equals(broker)).toList();
        held.forEach(TradingLane::hold);
        AtomicBoolean released = new AtomicBoolean();
        return () -> {
            if (released.compareAndSet(false, true)) {
                held.forEach(TradingLane::release);
            }
        };
    }

    /** Sets a switch; what keeps entries off also cancels those that rest, and nothing that protects. */
    public CompletionStage<Receipt> set(SwitchChange change) {
        CompletionStage<Receipt> written;
        synchronized (acknowledged) {
            if (change.position() == SwitchChange.Position.OPEN) {
                acknowledged.resume(change.scope(), losses.now().stream().filter(reached -> reached.scope().equals(change.scope()))
                        .map(LossWatch.Reached::loss).toList(), known(), time.instant());
            }
            written = switches.set(change);
            passed("switch.standing", null);
        }
        lanes.values().stream().filter(lane -> Switchboard.covers(change.scope(), lane.lane(), null)
                || change.scope().kind() == SwitchChange.Kind.SYMBOL || change.scope().kind() == SwitchChange.Kind.STRATEGY)
                .forEach(TradingLane::switched);
        if (change.position() == SwitchChange.Position.OPEN) {
            // The person who resumes has looked: what contradicted itself is compared anew, and losses are counted anew.
            lanes.values().stream().filter(lane -> Switchboard.covers(change.scope(), lane.lane(), null)).forEach(TradingLane::lookedAt);
        }
        return written.thenApply(receipt -> {
            if (receipt.forced()) {
                passed("switch.durable", null);
            }
            return receipt;
        });
    }

    public Instant now() {
        return time.instant();
    }

    public Market market() {
        return market;
    }

    public Journal journal() {
        return journal;
    }

    @Override
    public Facts facts(LaneId id) {
        TradingLane lane = lanes.get(id);
        if (lane == null) {
            return null;
        }
        LaneSnapshot now = lane.snapshot();
        Optional<Known> known = accounts.find(id.account()).map(account -> known(account, lane));
        Observation<Worth> worth = known.map(this::worth).orElseGet(() -> new Observation.Missing<>("NO_ACCOUNT", ""));
        Money equity = null;
        Money today = null;
        if (worth instanceof Observation.Known<Worth> answer) {
            equity = answer.value().equity();
            today = new Money(answer.value().today(), equity.currency());
        }
        Integer positions = now.ready() ? (int) now.shares().stream().filter(share -> share.position().quantity().signum() != 0).count() : null;
        List<Evidence> evidence = new ArrayList<>(List.of(Readiness.agreement(now, worth)));
        StrategyBoard board = strategies;
        if (board != null) {
            known.ifPresent(one -> evidence.add(Readiness.strategy(board.all(), one, readiness(one), time.instant())));
        }
        return new Facts(evidence, equity, today, positions, now.lastOrderAt());
    }

    /** Whether the lane could send an entry now. */
    LaneNow readiness(Known lane) {
        return Readiness.of(lane, switches.inForce(lane.id(), null, null), time.instant());
    }

    @Override
    public List<String> agreement(LaneId id) {
        return known().stream().filter(lane -> lane.id().equals(id)).findFirst().map(Agreement::lines).orElse(List.of());
    }

    /** The worth of the account of a lane, over its lanes of that mode. */
    public Observation<Worth> worth(Known lane) {
        Instant now = time.instant();
        return worths.worth(lane.account(), lane.mode(), known().stream().filter(other -> other.mode() == lane.mode()
                && other.account().id().equals(lane.account().id())).toList(), now);
    }
}
