package io.nija.strategies.internal;

import io.nija.strategy.StrategyBoard.State;

/**
 * What a run does, and what keeps it from running.
 *
 * @param code stable; empty when it runs
 * @param reason one line of plain words
 */
record Standing(State state, String code, String reason) {

    /** By what a person said; null when nothing stands in the way. */
    static Standing by(Kept.Said said) {
        return switch (said.word()) {
            case PAUSED -> new Standing(State.PAUSED, "STRATEGY_PAUSED", "Paused by " + said.by() + ".");
            case STOPPED -> new Standing(State.STOPPED, "STRATEGY_STOPPED", "Stopped by " + said.by() + ".");
            case RESUMED -> null;
        };
    }

    static Standing waiting(String code, String reason) {
        return new Standing(State.WAITING, code, reason);
    }
}
