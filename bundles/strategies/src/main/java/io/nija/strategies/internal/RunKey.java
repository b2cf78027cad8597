package io.nija.strategies.internal;

import io.nija.account.LaneId;
import io.nija.market.Symbol;

/**
 * One strategy at one place.
 *
 * @param strategy its name
 */
record RunKey(String strategy, LaneId lane, Symbol symbol) {

    @Override
    public String toString() {
        return strategy + " on " + lane + " " + symbol;
    }
}
