package io.nija.matching;

/**
 * How long the n-th message is on its way: a pure function of seed and number, so a replay has the same delays whatever
 * else was asked in between. Times are nanoseconds.
 */
@FunctionalInterface
public interface LatencyModel {

    /** The delay of a message, not below zero. */
    long delay(long number);

    /** Always the same. */
    static LatencyModel constant(long nanos) {
        return between(nanos, nanos, 0);
    }

    /**
     * Anything from {@code least} to {@code most}, all equally likely.
     *
     * @param least 0 to {@code most}
     * @param most below 2^62
     */
    static LatencyModel between(long least, long most, long seed) {
        if (least < 0 || most < least || most >= 1L << 62) {
            throw new IllegalArgumentException("A delay is between 0 and 2^62 nanoseconds, its least not above its most.");
        }
        long width = most - least + 1;
        return number -> least + Math.floorMod(Scatter.of(seed, number), width);
    }

    /**
     * Mostly short, sometimes long: {@code least} plus up to {@code spread}, and each further doubling of the spread half
     * as likely, up to {@code doublings} of them. The last one has a chance of 2^-doublings.
     *
     * @param least not below 0
     * @param spread 1 to 2^32
     * @param doublings 0 to 20
     */
    static LatencyModel tailed(long least, long spread, int doublings, long seed) {
        if (least < 0 || least >= 1L << 62 || spread < 1 || spread > 1L << 32 || doublings < 0 || doublings > 20) {
            throw new IllegalArgumentException("A tail has a spread of 1 to 2^32 nanoseconds and 0 to 20 doublings.");
        }
        return number -> {
            int doubled = Math.min(doublings, Long.numberOfTrailingZeros(Scatter.of(~seed, number)));
            return least + Math.floorMod(Scatter.of(seed, number), spread << doubled);
        };
    }
}
