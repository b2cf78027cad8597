package io.nija.trading.internal.protection;

import io.nija.market.Symbol;

/**
 * What has one stop: what one strategy, or a person, holds of one instrument on a lane.
 *
 * @param strategy whose, or null for a person's
 */
public record Guarded(Symbol symbol, String strategy) {

    @Override
    public String toString() {
        return symbol + (strategy == null ? "" : " " + strategy);
    }
}
