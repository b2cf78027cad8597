package io.nija.matching;

/** Numbers that look random, by seed and number alone (the finalizer of SplitMix64: Steele, Lea, Flood, 2014). */
final class Scatter {

    private Scatter() {}

    static long of(long seed, long number) {
        long mixed = seed + (number + 1) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
