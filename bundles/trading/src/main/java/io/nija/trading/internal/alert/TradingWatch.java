package io.nija.trading.internal.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.nija.account.LaneId;
import io.nija.alert.Alert;
import io.nija.alert.Alerts;
import io.nija.alert.HeartbeatCondition;
import io.nija.platform.SerialQueue;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;
import io.nija.platform.Workers;
import io.nija.trading.internal.TradingFloor;
import io.nija.trading.internal.gate.Known;
import io.nija.trading.internal.lane.LaneSnapshot;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Raises what a person must know of lanes, orders and switches; the heartbeat goes on while every trading lane is reconciled. */
@Component(service = HeartbeatCondition.class, immediate = true)
public final class TradingWatch implements HeartbeatCondition {

    private static final Duration LOOK = Duration.ofSeconds(5);

    private final TradingFloor floor;
    private final TimeSource time;
    private final SerialQueue queue;
    private final Timers.Timer looks;
    private final AlertBoard board = new AlertBoard(Concerns.OF_TRADING);
    private final Map<LaneId, Instant> unreconciled = new HashMap<>();
    private final Map<LaneId, Instant> unnamed = new HashMap<>();
    private volatile Alerts alerts;

    @Activate
    public TradingWatch(@Reference TradingFloor floor, @Reference TimeSource time, @Reference Timers timers, @Reference Workers workers) {
        this.floor = floor;
        this.time = time;
        queue = workers.serial("trading-alerts");
        looks = timers.every(LOOK, queue, this::look);
    }

    @Deactivate
    void stop() {
        looks.close();
        queue.close();
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setAlerts(Alerts service) {
        alerts = service;
    }

    void unsetAlerts(Alerts service) {
        alerts = alerts == service ? null : alerts;
    }

    private void look() {
        Instant now = time.instant();
        Collection<Known> lanes = floor.known();
        List<Alert> concerns = new ArrayList<>(Concerns.of(floor.switches().all()));
        concerns.addAll(Concerns.disarmed(floor.armory().revoked()));
        unreconciled.keySet().retainAll(lanes.stream().map(Known::id).toList());
        for (Known lane : lanes) {
            if (lane.lane().reconciled()) {
                unreconciled.remove(lane.id());
            } else {
                unreconciled.putIfAbsent(lane.id(), now);
            }
            concerns.addAll(Concerns.of(lane, unreconciled.get(lane.id()), now));
            if (!lane.account().enabled()) {
                concerns.addAll(Concerns.leftBehind(lane.lane(), "is switched off by its account's file"));
            }
        }
        Collection<LaneSnapshot> nobodys = floor.unnamed();
        unnamed.keySet().retainAll(nobodys.stream().map(LaneSnapshot::lane).toList());
        for (LaneSnapshot lane : nobodys) {
            // At a start, and while a file is replaced, a lane has no name for a moment.
            if (unnamed.computeIfAbsent(lane.lane(), first -> now).plus(Concerns.USUAL_NAMELESS).isBefore(now)) {
                concerns.addAll(Concerns.leftBehind(lane, "is named by no account's file any more"));
            }
        }
        board.show(concerns, alerts);
    }

    @Override
    public String id() {
        return "trading";
    }

    @Override
    public Standing now() {
        return standing(floor.known());
    }

    static Standing standing(Collection<Known> lanes) {
        List<String> reasons = lanes.stream().filter(Concerns::trades).filter(lane -> !lane.lane().reconciled())
                .map(lane -> lane.id() + " is not reconciled: " + lane.lane().evidence().detail()).sorted().toList();
        return reasons.isEmpty() ? Standing.good() : Standing.bad(String.join(" ", reasons));
    }
}
