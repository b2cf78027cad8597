package io.nija.strategy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.nija.account.LaneId;
import io.nija.market.Symbol;

/**
 * What a strategy is, where it is to run and with which parameters.
 *
 * @param name of this one, from its file's name: {@code io.nija.strategy.apex-btc.cfg} is {@code apex-btc}; unique
 * @param type its kind, for example {@code apex}
 * @param version of its rules, for example {@code 7.1}
 * @param lanes where it is to trade; a lane that does not exist is named and waits
 * @param symbols what it is to trade, by any of the venue's names
 * @param parameters every parameter with the value in force, as text
 */
public record StrategyPlan(String name, String type, String version, List<LaneId> lanes, List<Symbol> symbols,
        Map<String, String> parameters) {

    public StrategyPlan {
        lanes = List.copyOf(lanes);
        symbols = List.copyOf(symbols);
        parameters = java.util.Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /** A short name of the rules' version and these parameters: equal when both are, recorded with every decision. */
    public String parametersVersion() {
        return version + "-" + Integer.toHexString((type + parameters).hashCode());
    }
}
