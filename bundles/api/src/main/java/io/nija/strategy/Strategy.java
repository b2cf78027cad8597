package io.nija.strategy;

import java.util.Optional;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A strategy as one configuration file describes it: a whiteboard service, a component with the factory configuration
 * {@code io.nija.strategy.TYPE} and policy {@code require}. Constant: an edited file is another service. It is run once for each
 * of its lanes and symbols, and each run has its own state, so that nothing of one account reaches another.
 */
@ConsumerType
public interface Strategy {

    /** What it is, where it is to run and with which parameters. */
    StrategyPlan plan();

    /** What it must be shown. */
    Inputs inputs();

    /**
     * Begins a run.
     *
     * @param seat where
     * @param from the state of an earlier run, of this or another version of the bundle; empty to begin with nothing, and then
     *     as many candles as {@link Inputs#warmUp()} are shown first
     * @throws IncompatibleState when that state means nothing to this version; the run then begins anew from history, and says so
     */
    StrategyRun begin(Seat seat, Optional<StrategyState> from) throws IncompatibleState;
}
