package io.nija.strategy;

import java.util.List;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A strategy at work on one symbol of one lane. What it decides depends on what it was shown and on nothing else: the same
 * scenes in the same order give the same decisions, byte for byte. Called on one thread at a time, never concurrently; must
 * answer at once. One that throws, that takes longer
 * than a second three times in a row, or longer than ten seconds once, is stopped with a reason, and its protective orders stay.
 */
@ConsumerType
public interface StrategyRun {

    /**
     * Decides.
     *
     * @return at least one decision: for doing nothing, too, there is a reason
     */
    List<Decision> decide(Scene scene);

    /** Its state, complete: a run that begins with it decides as this one would. */
    StrategyState state();
}
