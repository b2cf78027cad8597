package io.nija.strategy;

import java.math.BigDecimal;
import java.util.List;

/**
 * Where a position ends. Who runs the strategy does it: the full-size stop rests at the venue, targets are sold when they are
 * reached, the stop follows.
 *
 * @param stop the first stop, in quote
 * @param targets nearest first; their percentages are at most 100 together; what none of them closes ends at the stop
 * @param breakEven where the stop goes when the first target was filled: the entry price and the cost of the round trip; null to
 *     leave it
 * @param trail how far behind the highest close (lowest, when short) the stop follows after that, in quote; null for not at all
 */
public record Bracket(BigDecimal stop, List<Target> targets, BigDecimal breakEven, BigDecimal trail) {

    public Bracket {
        targets = List.copyOf(targets);
        if (targets.stream().mapToInt(Target::percent).sum() > 100) {
            throw new IllegalArgumentException("The targets of a bracket close more than all of it: " + targets + ".");
        }
    }

    /** Only a stop. */
    public static Bracket stop(BigDecimal stop) {
        return new Bracket(stop, List.of(), null, null);
    }

    /**
     * A part of the position is closed at a price.
     *
     * @param price in quote
     * @param percent of the quantity that was bought, 1 to 100
     */
    public record Target(BigDecimal price, int percent) {

        public Target {
            if (percent < 1 || percent > 100) {
                throw new IllegalArgumentException("A target closes 1 to 100 percent, not " + percent + ".");
            }
        }
    }
}
