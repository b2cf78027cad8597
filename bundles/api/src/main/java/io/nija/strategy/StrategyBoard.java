package io.nija.strategy;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.nija.account.LaneId;
import io.nija.market.Symbol;

import org.osgi.annotation.versioning.ProviderType;

/** What every strategy is doing now, and what came of what it decided: a service of who runs them. Thread-safe; no I/O. */
@ProviderType
public interface StrategyBoard {

    /** Every strategy that a file names, by name. */
    List<StrategyStatus> all();

    /**
     * One strategy.
     *
     * @param bundle the bundle that it comes from, with version; null while it is absent
     * @param runs one for each lane and symbol
     */
    record StrategyStatus(StrategyPlan plan, String bundle, List<RunStatus> runs) {

        public StrategyStatus {
            runs = List.copyOf(runs);
        }
    }

    /**
     * One strategy on one symbol of one lane.
     *
     * @param state what it does
     * @param code why it is not {@link State#RUNNING}, stable, for programs; empty when it is
     * @param reason one line of plain words
     * @param since in this state
     * @param funnel what came of what it was shown, since the run began or the day did
     * @param last the latest decision, or null
     */
    record RunStatus(LaneId lane, Symbol symbol, State state, String code, String reason, Instant since, Funnel funnel, Latest last) {}

    /** What a run does. */
    enum State {
        /** It waits for something: its lane, its instrument, market data, or warm-up. */
        WAITING,
        /** It is shown the market, and what it decides is acted on. */
        RUNNING,
        /** A person paused it: it is shown the market, its positions are looked after, it opens nothing. */
        PAUSED,
        /** A person stopped it. */
        STOPPED,
        /** It threw, hung or flooded, and was stopped. */
        FAILED
    }

    /**
     * A latest decision.
     *
     * @param action in a word or two
     */
    record Latest(Instant at, String action, Why why) {}

    /**
     * How many of what was looked at became what.
     *
     * @param scanned candles, or prices, that were looked at live
     * @param filtered of these, how many a rule of the strategy kept from an entry, by rule
     * @param signalled entries that it wanted
     * @param vetoed of these, how many a check of the gate refused, by check
     * @param ordered of these, how many became an order
     * @param filled of these, how many traded at least in part
     */
    record Funnel(long scanned, Map<String, Long> filtered, long signalled, Map<String, Long> vetoed, long ordered, long filled) {

        public Funnel {
            filtered = Map.copyOf(filtered);
            vetoed = Map.copyOf(vetoed);
        }
    }
}
