package io.nija.strategies.internal;

import io.nija.strategy.StrategyState;

/**
 * What a replaced run leaves to the next.
 *
 * @param state of the strategy
 * @param shown the end of the last candle that it knew, milliseconds since 1970
 */
record Handed(StrategyState state, long shown) {}
