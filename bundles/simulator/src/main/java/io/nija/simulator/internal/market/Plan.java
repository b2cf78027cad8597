package io.nija.simulator.internal.market;

import java.util.List;

/**
 * What an incoming order would meet.
 *
 * @param takes in the order of execution
 * @param own its owner's own order that it would meet next, where the plan ends; or null
 */
public record Plan(List<Take> takes, Resting own) {

    public Plan {
        takes = List.copyOf(takes);
    }

    /** How much in all. */
    public long lots() {
        return takes.stream().mapToLong(Take::lots).sum();
    }
}
