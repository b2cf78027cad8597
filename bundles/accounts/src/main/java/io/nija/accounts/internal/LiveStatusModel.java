package io.nija.accounts.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.nija.account.Account;
import io.nija.account.BrokerId;
import io.nija.account.LaneId;
import io.nija.account.LiveArming;
import io.nija.account.Mode;
import io.nija.broker.Broker;
import io.nija.broker.BrokerSession;
import io.nija.broker.Observation;
import io.nija.broker.SessionStatus;
import io.nija.configuration.ConfigurationFiles;
import io.nija.configuration.FileReport;
import io.nija.credentials.CredentialDirectory;
import io.nija.credentials.CredentialReport;
import io.nija.order.OrderView;
import io.nija.platform.Installation;
import io.nija.platform.SerialQueue;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;
import io.nija.platform.Workers;
import io.nija.status.AccountStatus;
import io.nija.status.Board;
import io.nija.status.Evidence;
import io.nija.status.LaneStatus;
import io.nija.status.StatusListener;
import io.nija.status.StatusModel;
import io.nija.status.Step;
import io.nija.status.TradingFacts;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers the facts, lets {@link Ladder} judge them, and says once a second what changed. No lock is held while a
 * broker is asked, so one that hangs keeps nobody but its caller.
 */
@Component(service = StatusModel.class, immediate = true)
public final class LiveStatusModel implements StatusModel {

    static final Duration TICK = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.status");

    private final Bundle system;
    private final AccountRegistry registry;
    private final Installation installation;
    private final TimeSource time;
    private final SerialQueue queue;
    private final Timers.Timer ticks;
    private final StateClock clock = new StateClock();
    private final SessionWait waiting = new SessionWait();
    private final StatusAnnouncer announcer = new StatusAnnouncer(this::tell);
    private final Map<BrokerId, KnownBroker> brokers = new ConcurrentHashMap<>();
    private final Map<LaneId, BrokerSession> sessions = new ConcurrentHashMap<>();
    private final List<StatusListener> listeners = new CopyOnWriteArrayList<>();

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
    volatile CredentialDirectory credentials;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
    volatile ConfigurationFiles files;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
    volatile ServiceComponentRuntime components;

    /** There while the launcher starts bundles, one after the other: what is not here yet may only be late. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY, target = "(nija.starting=bundles)")
    volatile Supplier<?> starting;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
    volatile LeftBehind leftBehind;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
    volatile LiveArming arming;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
    volatile TradingFacts trading;

    /** @param context of this bundle, for whether NIJA is starting, running or stopping */
    @Activate
    public LiveStatusModel(BundleContext context, @Reference AccountRegistry registry, @Reference Installation installation,
            @Reference TimeSource time, @Reference Timers timers, @Reference Workers workers) {
        system = context.getBundle(Constants.SYSTEM_BUNDLE_ID);
        this.registry = registry;
        this.installation = installation;
        this.time = time;
        queue = workers.serial("status");
        ticks = timers.every(TICK, queue, this::tick);
    }

    @Deactivate
    void stop() {
        ticks.close();
        queue.close();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addBroker(Broker broker) {
        brokers.put(broker.id(), KnownBroker.of(broker));
    }

    void removeBroker(Broker broker) {
        brokers.values().removeIf(known -> known.broker() == broker);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addSession(BrokerSession session) {
        sessions.put(session.lane(), session);
    }

    void removeSession(BrokerSession session) {
        sessions.remove(session.lane(), session);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addListener(StatusListener listener) {
        listeners.add(listener);
    }

    void removeListener(StatusListener listener) {
        listeners.remove(listener);
    }

    @Override
    public Board board() {
        Instant now = time.instant();
        ConfigurationFiles folder = files;
        List<FileReport> reports = folder == null ? List.of() : folder.files();
        List<AccountStatus> accounts = new ArrayList<>();
        Set<LaneId> lanes = new HashSet<>();
        for (AccountEntry entry : RefusedFiles.join(registry.entries(), reports)) {
            List<LaneStatus> ofAccount = new ArrayList<>();
            for (BrokerId broker : entry.brokers()) {
                LaneId lane = new LaneId(entry.id(), broker);
                lanes.add(lane);
                ofAccount.add(lane(lane, entry, RefusedBrokerFile.of(broker, reports).orElse(null), now));
            }
            accounts.add(new AccountStatus(entry.id(), entry.name(), entry.role(),
                    entry.trouble().map(Trouble::sentence).orElse(null), ofAccount));
        }
        clock.retain(lanes);
        waiting.retain(lanes);
        return new Board(now, installation.build(), accounts);
    }

    private LaneStatus lane(LaneId lane, AccountEntry entry, Trouble ofBroker, Instant now) {
        BrokerSession session = sessions.get(lane);
        TradingFacts.Facts traded = traded(lane);
        LiveArming arms = arming;
        Ladder.Rung rung = Ladder.climb(facts(lane, entry, ofBroker, session, traded.evidence()),
                arms != null && arms.armed().contains(lane), now);
        // What rested when the venue last answered is not what rests now.
        Integer openOrders = session == null || !rung.state().connected() ? null : openOrders(session);
        // A lane that never was at a venue manages nothing, which is not the same as knowing that it has nothing.
        Integer positions = !rung.state().connected() && Integer.valueOf(0).equals(traded.positions()) ? null : traded.positions();
        return new LaneStatus(lane, rung.mode(), rung.state(), rung.blocked(), clock.since(lane, rung.state(), now),
                rung.evidence(), rung.missing(), rung.hint(), traded.equity(), traded.todayPnl(), openOrders, positions,
                traded.lastOrderAt(), rung.lastError());
    }

    /** Trading is another bundle: while it is not there, or fails, nothing is known of what it would tell. */
    private TradingFacts.Facts traded(LaneId lane) {
        TradingFacts floor = trading;
        TradingFacts.Facts none = new TradingFacts.Facts(List.of(), null, null, null, null);
        try {
            TradingFacts.Facts facts = floor == null ? null : floor.facts(lane);
            return facts == null ? none : facts;
        } catch (RuntimeException failed) {
            return none;
        }
    }

    private LaneFacts facts(LaneId lane, AccountEntry entry, Trouble ofBroker, BrokerSession session, List<Evidence> traded) {
        Account account = entry.account().orElse(null);
        LaneFacts.File file = new LaneFacts.File(entry.file(), account != null, account == null || account.enabled(),
                account == null ? Mode.OBSERVE : account.modes().getOrDefault(lane.broker(), Mode.OBSERVE),
                entry.trouble().orElse(null), entry.at());
        CredentialDirectory directory = credentials;
        CredentialReport keys = directory == null ? null : directory.report(lane).orElse(null);
        KnownBroker broker = brokers.get(lane.broker());
        LaneFacts.Venue venue = broker == null ? null : new LaneFacts.Venue(broker.name(), broker.forcedMode(), ofBroker, broker.needsKeys());
        boolean due = file.inForce() && file.enabled() && venue != null
                && (!venue.needsKeys() || keys != null && keys.state() == CredentialReport.State.PRESENT);
        LeftBehind left = leftBehind;
        return new LaneFacts(lane, file, keys, venue, session(lane, session, due, traded),
                starting != null || system.getState() == Bundle.STARTING, left == null ? "" : left.sentence(lane));
    }

    private LaneFacts.Session session(LaneId lane, BrokerSession session, boolean due, List<Evidence> traded) {
        if (session != null) {
            waiting.over(lane);
            return new LaneFacts.Session.Open(status(session, traded));
        }
        if (!due) {
            waiting.over(lane);
            return new LaneFacts.Session.Awaited("");
        }
        return new LaneFacts.Session.Awaited(waiting.reason(lane, time.nanoTime(), components));
    }

    /** A broker is somebody else's code: what it throws is evidence against its lane and touches no other. */
    private SessionStatus status(BrokerSession session, List<Evidence> traded) {
        try {
            SessionStatus own = session.status();
            // Journal and venue cannot agree before there is a venue: while it is being proven, that is what is missing.
            boolean proven = own.evidence().stream().anyMatch(line -> line.step() == Step.INSTRUMENTS)
                    && own.evidence().stream().allMatch(Evidence::ok);
            return !proven ? own : new SessionStatus(Stream.concat(own.evidence().stream(), traded.stream()).toList(), own.blocked(),
                    own.lastError());
        } catch (RuntimeException failed) {
            return new SessionStatus(List.of(Evidence.failed(Step.VENUE, time.instant(), "SESSION_FAILED",
                    "The session could not say how it is: " + failed, "")), null, null);
        }
    }

    private static Integer openOrders(BrokerSession session) {
        try {
            Observation<List<OrderView>> orders = session.openOrders();
            return orders instanceof Observation.Known<List<OrderView>> known ? known.value().size() : null;
        } catch (RuntimeException failed) {
            return null;
        }
    }

    private void tick() {
        if (system.getState() == Bundle.STOPPING) {
            // Bundles leave one after the other now; that is no news of any lane.
            return;
        }
        announcer.look(board());
    }

    private void tell(LaneStatus before, LaneStatus after) {
        for (StatusListener listener : listeners) {
            try {
                listener.changed(before, after);
            } catch (RuntimeException failed) {
                LOG.warn("A status listener failed: {} [STATUS_LISTENER_FAILED]", failed.toString());
            }
        }
    }
}
