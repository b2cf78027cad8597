package io.nija.trading.internal.gate;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.nija.account.LaneId;
import io.nija.account.Mode;
import io.nija.journal.SwitchChange;
import io.nija.journal.SwitchChange.Kind;
import io.nija.journal.SwitchChange.Scope;
import io.nija.risk.Verdict;
import io.nija.strategy.StrategyBoard;

/**
 * The losses that have reached a limit, and the switch that each of them sets. Figures of different modes never meet in one
 * scope, so a loss of play money never holds real money up: where a scope also covers lanes of another mode, a loss that is not
 * of live money sets the switch of its lane alone. Thread-safe.
 */
public final class LossWatch {

    /**
     * A loss that has reached a limit.
     *
     * @param scope whose switch it sets
     */
    public record Reached(Scope scope, Verdict.Refused loss, SwitchChange.Position position) {}

    private final Situations situations;
    private final Supplier<? extends Collection<Known>> lanes;
    private final Supplier<StrategyBoard> strategies;

    /** @param strategies tells on which lanes each strategy is to trade; null when nobody runs strategies */
    public LossWatch(Situations situations, Supplier<? extends Collection<Known>> lanes, Supplier<StrategyBoard> strategies) {
        this.situations = situations;
        this.lanes = lanes;
        this.strategies = strategies;
    }

    /** All there are now; the same loss of an account stands there once for each of its lanes. */
    public List<Reached> now() {
        Collection<Known> all = lanes.get();
        return all.stream().flatMap(lane -> situations.losses(lane).stream().flatMap(loss -> loss.trip().stream()
                .map(trip -> new Reached(scope(trip, lane, all), loss, SwitchChange.Position.valueOf(trip.kind().name()))))).toList();
    }

    private Scope scope(Verdict.Trip trip, Known own, Collection<Known> all) {
        Scope whole = Acknowledgements.scope(trip.scope(), trip.name());
        boolean alone = own.mode() == Mode.LIVE || all.stream().filter(covered(whole)).allMatch(lane -> lane.mode() == own.mode());
        return alone ? whole : new Scope(Kind.LANE, own.id().toString());
    }

    private Predicate<Known> covered(Scope scope) {
        if (scope.kind() != Kind.STRATEGY) {
            return lane -> Switchboard.covers(scope, lane.id(), null);
        }
        Set<LaneId> seated = seats(scope.name());
        return lane -> seated.contains(lane.id())
                || Stream.concat(lane.lane().shares().stream().map(share -> share.strategy()), lane.lane().open().stream().map(order -> order.intent().strategy()))
                        .anyMatch(scope.name()::equals);
    }

    private Set<LaneId> seats(String strategy) {
        StrategyBoard board = strategies.get();
        return board == null ? Set.of() : board.all().stream().map(StrategyBoard.StrategyStatus::plan).filter(plan -> plan.name().equals(strategy))
                .flatMap(plan -> plan.lanes().stream()).collect(Collectors.toSet());
    }
}
