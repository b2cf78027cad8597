package io.nija.exchange.state;

import io.nija.exchange.venue.Tier;

/**
 * How an exchange began.
 *
 * @param format of the file
 * @param seed of prices, ids and keys
 * @param start nanoseconds since 1970, by the exchange's clock
 * @param speed of its clock
 * @param tier everybody's limits at the start
 */
public record Origin(int format, long seed, long start, int speed, Tier tier) {

    /** What this version writes, and the only one it reads. */
    public static final int FORMAT = 1;

    /** An exchange that begins now. */
    public static Origin of(long seed, long start, int speed, Tier tier) {
        return new Origin(FORMAT, seed, start, speed, tier);
    }
}
