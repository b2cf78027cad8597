package io.nija.exchange.crowd;

import io.nija.exchange.market.Asset;

/**
 * An asset's value in US dollars as a function of seed and time: waves of doubling period, each as strong as the root
 * of its period, as in a random walk, but known for any moment without the moments before it. A cascade of calm and
 * hectic spells, from two minutes to a week, scales them: that gives bursts, quiet spells and large moves. Arithmetic
 * on doubles is the same on every machine since Java 17, and the exponential is {@link StrictMath}'s. Remembers the
 * corners of the cells it was last asked for: guarded by the venue's lock.
 */
final class ValuePath {

    private static final int WAVES = 23;
    /** The first wave's period, as a power of two in nanoseconds: about a second. The last one's is 52 days. */
    private static final int SHORTEST = 30;
    private static final int SPELLS = 7;
    /** The shortest spell lasts 2^37 nanoseconds, a little over two minutes; each next one four times as long. */
    private static final int SHORTEST_SPELL = 37;
    private static final double SPELL = 0.36;
    /** Brings the movement of a minute to the strength asked for; held in bounds by {@code CrowdTest}. */
    private static final double UNIT = 0.0665;
    private static final double PARTS = 1.0 / (1L << 53);

    private final Asset asset;
    private final long key;
    private final double anchor;
    private final double[] strength = new double[WAVES];
    private final long[] cells = new long[WAVES];
    private final double[] from = new double[WAVES];
    private final double[] to = new double[WAVES];
    private final long[] spells = new long[SPELLS];
    private final double[] factors = new double[SPELLS];

    ValuePath(long seed, Asset asset) {
        this.asset = asset;
        key = Hash.of(seed, asset.id().hashCode());
        anchor = asset.anchorNanoUsd() / 1e9;
        // The listing's swing stands for so many basis points a minute.
        double each = asset.swingPpb() / 25_000_000.0 / 10_000 * UNIT;
        for (int wave = 0; wave < WAVES; wave++) {
            strength[wave] = each;
            each *= 1.4142135623730951;
            cells[wave] = Long.MIN_VALUE;
        }
        for (int spell = 0; spell < SPELLS; spell++) {
            spells[spell] = Long.MIN_VALUE;
        }
    }

    /** The value in US dollars. */
    double usd(long time) {
        return asset.swingPpb() == 0 ? anchor : anchor * StrictMath.exp(deviation(time));
    }

    private double deviation(long time) {
        double sum = 0;
        for (int wave = 0; wave < WAVES; wave++) {
            int shift = SHORTEST + wave;
            long cell = time >> shift;
            if (cells[wave] != cell) {
                from[wave] = cells[wave] == cell - 1 ? to[wave] : corner(wave, cell);
                to[wave] = corner(wave, cell + 1);
                cells[wave] = cell;
            }
            double within = (time - (cell << shift)) / (double) (1L << shift);
            sum += from[wave] + (to[wave] - from[wave]) * within * within * (3 - 2 * within);
        }
        return sum;
    }

    private double corner(int wave, long cell) {
        long hash = Hash.of(key, cell * WAVES + wave);
        double bell = ((hash >>> 43) + (hash >>> 22 & 0x1fffff) + (hash & 0x1fffff)) * (1.0 / (1L << 21)) - 1.5;
        return strength[wave] * bell * 2 * stress(cell << SHORTEST + wave);
    }

    /** How hectic a moment is: about 1 on the average, 0.05 in the deepest calm, 8 at the height of a burst. */
    double stress(long time) {
        if (asset.swingPpb() == 0) {
            return 1;
        }
        double product = 1;
        for (int spell = 0; spell < SPELLS; spell++) {
            long cell = time >> SHORTEST_SPELL + 2 * spell;
            if (spells[spell] != cell) {
                spells[spell] = cell;
                factors[spell] = (Hash.of(key ^ 0x7370656c6cL, cell * SPELLS + spell) & 1) == 0 ? 1 - SPELL : 1 + SPELL;
            }
            product *= factors[spell];
        }
        return product;
    }

    /** A number from 0 to below 1. */
    static double fraction(long hash) {
        return (hash >>> 11) * PARTS;
    }
}
