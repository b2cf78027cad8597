package io.nija.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.nija.account.LaneId;
import io.nija.broker.IntentHold;
import io.nija.broker.kraken.internal.SendingRights;
import io.nija.broker.kraken.internal.session.LaneSession;
import io.nija.broker.kraken.internal.wire.Tier;
import io.nija.journal.memory.MemoryJournal;
import io.nija.market.Symbol;
import io.nija.platform.internal.HeldKeyLocks;
import io.nija.risk.RiskCheck;
import io.nija.risk.internal.MandatoryGate;
import io.nija.risk.internal.ProfilesInForce;
import io.nija.exchange.venue.ApiKey;
import io.nija.trading.internal.FloorDoor;
import io.nija.trading.internal.LaneCheckpoints;
import io.nija.trading.internal.TradingFloor;
import io.nija.trading.internal.gate.Armory;

/** One process of NIJA from its start to its end: the shipped components, put together as Declarative Services does. */
final class Machine {

    /** A life is short here, and most starts are to begin with one. */
    private static final LaneCheckpoints.Pace OFTEN = new LaneCheckpoints.Pace(60, 5);

    private final World world;
    private final MachineWorkers workers;
    private final MachineTimers timers;
    private final MemoryJournal journal;
    private final Scheduler.Queue receipts;
    private final HeldKeyLocks locks = new HeldKeyLocks();
    private final SendingRights rights = new SendingRights();
    private final TradingFloor floor;
    private final FloorDoor door;
    private final LaneCheckpoints checkpoints;
    private final Map<LaneId, WatchedSession> sessions = new LinkedHashMap<>();
    private BrokerInProcess broker;

    Machine(World world, MemoryJournal journal) {
        this.world = world;
        this.journal = journal;
        workers = new MachineWorkers(world.scheduler());
        timers = new MachineTimers(world.time());
        receipts = (Scheduler.Queue) workers.serial("receipts");
        Disk disk = new Disk(journal, timers, (Scheduler.Queue) workers.serial("disk"), world.chance(), world::recorded);
        MandatoryGate gate = new MandatoryGate();
        checks().forEach(gate::bindCheck);
        floor = new TradingFloor(world.shop(), disk, gate, new ProfilesInForce(), new Armory(disk, world.shop(), world.shop()),
                world.clock(), timers, workers);
        door = new FloorDoor(floor);
        checkpoints = new LaneCheckpoints(floor, disk, timers, workers, OFTEN);
    }

    static List<RiskCheck> checks() {
        return Checks.shipped();
    }

    TradingFloor floor() {
        return floor;
    }

    MemoryJournal journal() {
        return journal;
    }

    Scheduler.Queue receipts() {
        return receipts;
    }

    boolean hasBroker() {
        return broker != null;
    }

    /** How long ago trading asked the broker that is there now for a price. */
    Duration quotedAgo(Symbol symbol) {
        return broker == null ? Duration.ofDays(1) : broker.askedAgo(symbol);
    }

    List<LaneId> connected() {
        return new ArrayList<>(sessions.keySet());
    }

    void reconnect() {
        sessions.values().forEach(WatchedSession::reconnect);
    }

    /** The broker's bundle starts. */
    void startBroker() {
        Tier tier = Tier.of(world.exchange().venue().tier().word());
        broker = new BrokerInProcess(world, tier, world.clock(), timers, workers);
        door.add(broker);
    }

    /** The broker's bundle is replaced; what wants to send waits meanwhile. Answers what ends the hold. */
    IntentHold.Held stopBroker() {
        IntentHold.Held held = floor.hold(broker.id());
        connected().forEach(this::disconnect);
        door.remove(broker);
        broker.stop();
        broker = null;
        return held;
    }

    /** A lane's keys are there. */
    void connect(LaneId lane) {
        if (broker == null || sessions.containsKey(lane)) {
            return;
        }
        ApiKey key = world.exchange().key(lane);
        LaneSession session = new LaneSession(lane, new Keys(lane, key.key(), key.secretText()), broker.venue(), world.clock(), timers,
                workers, world.shop(), locks, world.pins(), rights.of(lane, true));
        session.open();
        WatchedSession watched = new WatchedSession(session, world.referee());
        sessions.put(lane, watched);
        door.add(watched);
    }

    /** A lane's keys are gone. */
    void disconnect(LaneId lane) {
        WatchedSession session = sessions.remove(lane);
        if (session != null) {
            door.remove(session);
            close((LaneSession) session.real());
        }
    }

    /** A session that closes waits on the wall for answers; here nobody would give them, so it is told to hurry. */
    private static void close(LaneSession session) {
        Thread.currentThread().interrupt();
        try {
            session.close();
        } finally {
            Thread.interrupted();
        }
    }

    /** The end without a word: nothing that waits runs, what was not forced is gone. */
    MemoryJournal crash() {
        workers.kill();
        timers.kill();
        MemoryJournal left = journal.crashed();
        // The operating system gives back what the process held.
        sessions.values().forEach(session -> close((LaneSession) session.real()));
        return left;
    }

    /** The end as asked for. */
    MemoryJournal stop() {
        connected().forEach(this::disconnect);
        if (broker != null) {
            door.remove(broker);
            broker.stop();
        }
        checkpoints.stop();
        door.stop();
        journal.force();
        return crash();
    }
}
