package io.nija.strategies.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.nija.account.BrokerId;
import io.nija.account.LaneId;
import io.nija.broker.Broker;
import io.nija.journal.Journal;
import io.nija.market.Symbol;
import io.nija.marketdata.MarketData;
import io.nija.platform.SerialQueue;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;
import io.nija.platform.Workers;
import io.nija.strategy.Strategy;
import io.nija.strategy.StrategyBoard;
import io.nija.strategy.StrategyPlan;
import io.nija.trading.OrderEntry;

import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every strategy that is here, at each of its places. A strategy that goes, because its file was edited, its bundle replaced or both
 * were removed, leaves its seats standing for a while: whoever comes under the same name goes on there.
 */
@Component(service = {StrategyFloor.class, StrategyBoard.class}, immediate = true)
public final class StrategyFloor implements StrategyBoard {

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.strategies");
    /** How long a strategy that is away keeps its seats when it has no position there. */
    private static final Duration AWAY = Duration.ofMinutes(2);
    /** How long its classes wait for its state to be taken. */
    private static final Duration LEAVING = Duration.ofSeconds(2);
    private static final Duration TICK = Duration.ofSeconds(1);

    /** A strategy as it is seated. @param bundle where it comes from, null while it is away; @param gone when it went */
    private record Seated(StrategyPlan plan, Strategy strategy, String bundle, Long gone) {}

    private final Surroundings around;
    private final Timers timers;
    private final Workers workers;
    private final SerialQueue queue;
    private final Timers.Timer ticks;
    private final AutoCloseable following;
    private final Map<BrokerId, Broker> brokers = new ConcurrentHashMap<>();
    private final Map<RunKey, SeatedRun> runs = new ConcurrentHashMap<>();
    private final Map<String, Seated> strategies = new ConcurrentHashMap<>();
    /** Its references are taken back after it was stopped: then nobody takes over any state. */
    private volatile boolean stopped;

    @Activate
    public StrategyFloor(@Reference OrderEntry orders, @Reference MarketData data, @Reference Journal journal, @Reference TimeSource time,
            @Reference Timers timers, @Reference Workers workers) {
        around = new Surroundings(orders, data, new Kept(journal), time, broker -> Optional.ofNullable(brokers.get(broker)));
        this.timers = timers;
        this.workers = workers;
        queue = workers.serial("strategies");
        following = orders.follow(trade -> {
            SeatedRun run = runs.get(new RunKey(trade.strategy(), trade.lane(), trade.symbol()));
            if (run != null) {
                run.traded(trade);
            }
        });
        ticks = timers.every(TICK, queue, this::tick);
    }

    @Deactivate
    void stop() throws Exception {
        stopped = true;
        ticks.close();
        following.close();
        queue.close();
        runs.values().forEach(SeatedRun::stop);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addBroker(Broker broker) {
        brokers.put(broker.id(), broker);
    }

    void removeBroker(Broker broker) {
        brokers.remove(broker.id(), broker);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addStrategy(Strategy strategy, ServiceReference<Strategy> reference) {
        Bundle bundle = reference.getBundle();
        add(strategy, bundle == null ? "" : bundle.getSymbolicName() + " " + bundle.getVersion());
    }

    /** As {@link #addStrategy}, from a bundle of that name and version. */
    synchronized void add(Strategy strategy, String bundle) {
        StrategyPlan plan = strategy.plan();
        Seated other = strategies.get(plan.name());
        if (other != null && other.strategy() != null) {
            LOG.error("Two strategies are called {}; that of {} is not run. [STRATEGY_TWICE]", plan.name(), bundle);
            return;
        }
        strategies.put(plan.name(), new Seated(plan, strategy, bundle, null));
        Set<RunKey> wanted = places(plan);
        runs.keySet().stream().filter(key -> key.strategy().equals(plan.name()) && !wanted.contains(key)).toList().forEach(this::leave);
        for (RunKey key : wanted) {
            runs.computeIfAbsent(key, place -> new SeatedRun(place, around, workers.serial(place.lane(), "strategy " + place.strategy()), timers))
                    .seat(strategy);
        }
        LOG.info("{} (parameters {}) is here: {}.", plan.name(), plan.parametersVersion(), String.join(", ",
                wanted.stream().map(key -> key.lane() + " " + key.symbol()).toList()));
    }

    void removeStrategy(Strategy strategy) {
        List<SeatedRun> leaving;
        synchronized (this) {
            Seated seated = strategies.get(strategy.plan().name());
            if (stopped || seated == null || seated.strategy() != strategy) {
                return;
            }
            strategies.put(seated.plan().name(), new Seated(seated.plan(), null, null, around.time().nanoTime()));
            leaving = runs.values().stream().filter(run -> run.key().strategy().equals(seated.plan().name())).toList();
        }
        CountDownLatch left = new CountDownLatch(leaving.size());
        leaving.forEach(run -> run.unseat(left::countDown));
        try {
            if (!left.await(LEAVING.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.error("{} did not tell its state in time, so the next one may begin from history. [STATE_LOST]", strategy.plan().name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Set<RunKey> places(StrategyPlan plan) {
        Set<RunKey> places = new LinkedHashSet<>();
        for (LaneId lane : plan.lanes()) {
            for (Symbol symbol : plan.symbols()) {
                places.add(new RunKey(plan.name(), lane, symbol));
            }
        }
        return places;
    }

    private void leave(RunKey key) {
        SeatedRun run = runs.remove(key);
        if (run != null) {
            run.stop();
        }
    }

    /** A strategy that stays away leaves, unless a position still needs its bracket; one that hangs is told of. */
    private synchronized void tick() {
        for (Seated seated : List.copyOf(strategies.values())) {
            if (seated.gone() == null || around.time().nanoTime() - seated.gone() < AWAY.toNanos()) {
                continue;
            }
            List<SeatedRun> left = runs.values().stream().filter(run -> run.key().strategy().equals(seated.plan().name())).toList();
            left.stream().filter(run -> !run.following()).forEach(run -> leave(run.key()));
            if (left.stream().noneMatch(SeatedRun::following)) {
                strategies.remove(seated.plan().name());
            }
        }
        runs.values().stream().filter(SeatedRun::hangs).forEach(SeatedRun::hung);
    }

    /** A person's word on a strategy; false when there is none of that name. */
    boolean say(String name, Kept.Said said) {
        if (!strategies.containsKey(name)) {
            return false;
        }
        around.kept().said(name, said);
        runs.values().stream().filter(run -> run.key().strategy().equals(name)).forEach(run -> run.said(said));
        return true;
    }

    /** The runs of a strategy. */
    List<SeatedRun> runs(String name) {
        return runs.values().stream().filter(run -> run.key().strategy().equals(name)).sorted(Comparator.comparing(run -> run.key().toString())).toList();
    }

    Surroundings around() {
        return around;
    }

    @Override
    public List<StrategyStatus> all() {
        Map<String, List<RunStatus>> statuses = new HashMap<>();
        runs.values().stream().sorted(Comparator.comparing(run -> run.key().toString()))
                .forEach(run -> statuses.computeIfAbsent(run.key().strategy(), name -> new ArrayList<>()).add(run.status()));
        Map<String, StrategyStatus> all = new LinkedHashMap<>();
        strategies.values().stream().sorted(Comparator.comparing(seated -> seated.plan().name())).forEach(seated -> all.put(seated.plan().name(),
                new StrategyStatus(seated.plan(), seated.bundle(), statuses.getOrDefault(seated.plan().name(), List.of()))));
        return List.copyOf(all.values());
    }
}
