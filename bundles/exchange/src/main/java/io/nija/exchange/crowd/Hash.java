package io.nija.exchange.crowd;

/** Reproducible scatter: the finaliser of SplitMix64. */
final class Hash {

    private Hash() {}

    /** Sixty-four well mixed bits of a key and a number. */
    static long of(long key, long number) {
        long z = key + (number + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** A number from zero to {@code bound} - 1. */
    static long below(long hash, long bound) {
        return Long.remainderUnsigned(hash, bound);
    }
}
