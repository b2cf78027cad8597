package io.nija.trading.internal;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.nija.market.Symbol;
import io.nija.strategy.StrategyBoard;
import io.nija.strategy.StrategyBoard.RunStatus;
import io.nija.trading.internal.gate.Known;
import io.nija.trading.internal.gate.Market;
import io.nija.trading.internal.lane.Share;

/**
 * Reads again and again what must be known without asking: the quotes that positions are valued with, and what strategies need to
 * judge what they may risk. A judgement of the gate reads its own.
 */
final class KeptFresh {

    private final Market market;
    private final Supplier<Collection<Known>> lanes;
    private final Supplier<StrategyBoard> strategies;

    /** @param strategies gives null while nobody runs any */
    KeptFresh(Market market, Supplier<Collection<Known>> lanes, Supplier<StrategyBoard> strategies) {
        this.market = market;
        this.lanes = lanes;
        this.strategies = strategies;
    }

    void read() {
        StrategyBoard board = strategies.get();
        List<RunStatus> runs = board == null ? List.of() : board.all().stream().flatMap(strategy -> strategy.runs().stream()).toList();
        for (Known lane : lanes.get()) {
            lane.venue().broker().ifPresent(broker -> {
                Set<Symbol> needed = new LinkedHashSet<>(Market.needed(broker, lane.lane().shares().stream().map(Share::position).toList(),
                        lane.account().currency()));
                for (RunStatus run : runs) {
                    if (run.lane().equals(lane.id())) {
                        needed.addAll(Market.rate(broker, run.symbol().quote(), lane.account().currency()));
                        market.keepFees(lane.id(), run.symbol(), lane.venue());
                    }
                }
                if (!needed.isEmpty()) {
                    market.read(broker, needed);
                }
            });
        }
    }
}
