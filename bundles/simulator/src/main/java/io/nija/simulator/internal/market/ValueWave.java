package io.nija.simulator.internal.market;

/**
 * An asset's value in US dollars as a function of seed and time: waves of doubling period, each as strong as the root
 * of its period, as in a random walk, but computable for any moment without the moments before it. Integer arithmetic,
 * so it is the same on every machine. Remembers the corners of the cells it was last asked for, since neighbouring slots
 * are asked for one after the other: guarded by the venue's lock.
 */
final class ValueWave {

    private static final int WAVES = 18;
    private static final int FRACTION = 20;

    private final Asset asset;
    private final long key;
    private final long[] strength = new long[WAVES];
    private final long[] cells = new long[WAVES];
    private final long[] from = new long[WAVES];
    private final long[] to = new long[WAVES];

    ValueWave(long seed, Asset asset) {
        this.asset = asset;
        key = Hash.of(seed, asset.id().hashCode());
        long each = asset.swingPpb();
        for (int wave = WAVES - 1; wave >= 0; wave--) {
            strength[wave] = each;
            each = each * 46_341 / 65_536; // one over the root of two
            remember(wave, 0);
        }
    }

    /** The value in thousand-millionths of a US dollar during a slot. */
    long nanoUsd(long slot) {
        long ppb = 0;
        for (int wave = 0; wave < WAVES; wave++) {
            if (strength[wave] != 0) {
                ppb += strength[wave] * height(wave, slot) >> 30;
            }
        }
        return asset.anchorNanoUsd() + asset.anchorNanoUsd() / 1_000_000 * ppb / 1_000;
    }

    /** Between -2^30 and 2^30, smooth from one cell of the wave to the next. */
    private long height(int wave, long slot) {
        int shift = wave + 1;
        long cell = slot >> shift;
        long within = ((slot & (1L << shift) - 1) << FRACTION) >> shift;
        long smooth = within * within * ((3L << FRACTION) - 2 * within) >> 2 * FRACTION;
        if (cells[wave] != cell) {
            remember(wave, cell);
        }
        return from[wave] + ((to[wave] - from[wave]) * smooth >> FRACTION);
    }

    private void remember(int wave, long cell) {
        cells[wave] = cell;
        from[wave] = corner(wave, cell);
        to[wave] = corner(wave, cell + 1);
    }

    private long corner(int wave, long cell) {
        return Hash.of(key, cell * WAVES + wave) >> 33;
    }
}
