package io.nija.simulation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What one seed is like: which troubles it knows, and how often. No seed knows all of them, so that none hides what another
 * would show, and that orders flow between them.
 *
 * @param troubles those that happen, by name
 * @param calm by how much longer than usual it is between two of a kind
 * @param rough how many of a hundred commands go wrong while the weather is rough
 */
record Temper(Set<String> troubles, int calm, int rough) {

    static final List<String> TROUBLES = List.of("weather", "lag", "disk", "session", "swap", "person", "switch", "jump", "crash", "clock");

    Temper {
        troubles = Set.copyOf(troubles);
    }

    /** @param without names of what is not to happen */
    static Temper of(SplittableRandom chance, Set<String> without) {
        Set<String> troubles = new HashSet<>();
        // One in eight knows everything at once.
        boolean all = chance.nextInt(8) == 0;
        for (String trouble : TROUBLES) {
            if (chance.nextInt(100) < (trouble.equals("clock") ? 25 : 55) || all) {
                troubles.add(trouble);
            }
        }
        troubles.removeAll(without);
        return new Temper(troubles, chance.nextInt(1, 5), List.of(15, 30, 45).get(chance.nextInt(3)));
    }

    boolean knows(String trouble) {
        return troubles.contains(trouble);
    }
}
