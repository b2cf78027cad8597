package io.nija.trading.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.nija.account.LaneId;
import io.nija.account.Mode;
import io.nija.broker.BrokerSession;
import io.nija.broker.Observation;
import io.nija.broker.OrderDesk;
import io.nija.risk.SwitchInForce;
import io.nija.risk.Worth;
import io.nija.status.Blocked;
import io.nija.status.Evidence;
import io.nija.status.Step;
import io.nija.strategy.StrategyBoard.RunStatus;
import io.nija.strategy.StrategyBoard.State;
import io.nija.strategy.StrategyBoard.StrategyStatus;
import io.nija.trading.OrderEntry.LaneNow;
import io.nija.trading.internal.gate.Known;
import io.nija.trading.internal.lane.LaneSnapshot;

/** Whether a lane could send an entry, and whether a strategy trades on it. Pure. */
final class Readiness {

    private Readiness() {}

    /** The lane as a strategy needs it. @param switches those in force for all of the lane */
    static LaneNow of(Known lane, List<SwitchInForce> switches, Instant now) {
        LaneId id = lane.id();
        Duration offset = lane.venue().desk().map(OrderDesk::clockOffset).orElse(Duration.ZERO);
        if (!lane.lane().ready()) {
            return new LaneNow(id, lane.mode(), false, "JOURNAL_BEING_READ", "Its past is being read.", offset);
        }
        if (lane.mode() == Mode.OBSERVE) {
            return new LaneNow(id, lane.mode(), false, "MODE_OBSERVE", "Its account's file lets it observe only.", offset);
        }
        if (lane.mode() == Mode.LIVE && !lane.armed()) {
            return new LaneNow(id, lane.mode(), false, "NOT_ARMED", "It is not armed; 'arm " + id + "' does that.", offset);
        }
        if (!switches.isEmpty()) {
            SwitchInForce first = switches.get(0);
            return new LaneNow(id, lane.mode(), false, first.kind().name(), first.kind() + " is in force for " + first.scope() + ": " + first.reason(), offset);
        }
        if (!lane.lane().reconciled(now)) {
            return new LaneNow(id, lane.mode(), false, lane.lane().evidence().code(), lane.lane().evidence().detail(), offset);
        }
        return suspension(lane, now).map(why -> new LaneNow(id, lane.mode(), false, why.code(), why.detail(), offset))
                .orElseGet(() -> new LaneNow(id, lane.mode(), true, "", "", offset));
    }

    /** What the venue says of itself while it is there but does not take every order, if that is so. */
    private static Optional<Evidence> suspension(Known lane, Instant now) {
        return lane.venue().session().map(BrokerSession::status).filter(status -> status.blocked() != null && status.blocked().kind() == Blocked.Kind.SUSPENDED)
                .map(status -> status.evidence().stream().filter(line -> line.step() == Step.VENUE).findFirst()
                        .orElseGet(() -> Evidence.failed(Step.VENUE, now, "VENUE_SUSPENDED", status.blocked().reason(), "Wait.")));
    }

    /**
     * The evidence of agreement also says which positions have no stop, and that no entry is sent because the equity is unknown:
     * nobody must have to ask for that.
     */
    static Evidence agreement(LaneSnapshot now, Observation<Worth> worth) {
        Evidence evidence = now.evidence();
        List<String> lacks = new ArrayList<>(now.covers().stream().flatMap(cover -> cover.lack().stream()).toList());
        if (evidence.ok() && worth instanceof Observation.Missing<Worth> missing) {
            lacks.add("The equity is unknown, so no entry is sent: " + missing.reason() + " [" + missing.code() + "]");
        }
        return lacks.isEmpty() ? evidence : new Evidence(evidence.step(), evidence.ok(), evidence.at(), evidence.code(), evidence.detail() + " "
                + String.join(" ", lacks), evidence.hint());
    }

    /**
     * Whether a strategy runs there and may open positions. A venue that does not take every order stands in the way whoever trades.
     *
     * @param lane what {@link #of} says of {@code known}
     */
    static Evidence strategy(List<StrategyStatus> strategies, Known known, LaneNow lane, Instant now) {
        Optional<Evidence> suspension = suspension(known, now);
        if (suspension.isPresent()) {
            Evidence why = suspension.get();
            return Evidence.failed(Step.STRATEGY, now, why.code(), "No position may be opened: " + why.detail(), why.hint());
        }
        List<String> running = strategies.stream().filter(one -> one.runs().stream().anyMatch(run -> run.lane().equals(lane.lane()) && run.state() == State.RUNNING))
                .map(one -> one.plan().name()).toList();
        if (running.isEmpty()) {
            return strategies.stream().flatMap(one -> one.runs().stream().filter(run -> run.lane().equals(lane.lane())).map(run -> new Idle(one.plan().name(), run)))
                    .max(Comparator.comparing(idle -> idle.run().state() == State.FAILED))
                    .map(idle -> Evidence.failed(Step.STRATEGY, now, "STRATEGY_NOT_RUNNING", idle.name() + " is " + idle.run().state().name().toLowerCase(
                            java.util.Locale.ROOT) + " on " + idle.run().symbol() + ": " + idle.run().reason() + (idle.run().code().isEmpty() ? ""
                                    : " [" + idle.run().code() + "]"), "'strategies' tells more."))
                    .orElseGet(() -> Evidence.failed(Step.STRATEGY, now, "NO_STRATEGY", "No strategy is to trade here.",
                            "Name this lane in 'lanes' of a file io.nija.strategy.TYPE-NAME.cfg, if one is to."));
        }
        String names = String.join(", ", running);
        return lane.entries() ? Evidence.ok(Step.STRATEGY, now, names + (running.size() == 1 ? " runs" : " run") + " and may open positions.")
                : Evidence.failed(Step.STRATEGY, now, lane.code(), names + (running.size() == 1 ? " runs" : " run") + ", but no position may be opened: "
                        + lane.reason(), "");
    }

    private record Idle(String name, RunStatus run) {}
}
