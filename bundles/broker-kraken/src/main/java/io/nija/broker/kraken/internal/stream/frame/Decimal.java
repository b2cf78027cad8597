package io.nija.broker.kraken.internal.stream.frame;

import java.math.BigDecimal;

/** Decimals as an unscaled long and a number of decimals; never through a binary fraction. */
public final class Decimal {

    /** The most digits that surely fit a long. */
    static final int MOST_DIGITS = 18;

    /** It does not fit: too large, or it has digits beyond the decimals that were asked for. */
    public static final long MISFIT = -1;

    private static final long[] POWERS = new long[MOST_DIGITS + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private Decimal() {}

    /**
     * A number that is not negative, in units of 10^-{@code decimals}.
     *
     * @param scale the decimals of {@code unscaled}, from 0 to 18
     * @return {@link #MISFIT} when it cannot be told exactly
     */
    public static long at(long unscaled, int scale, int decimals) {
        if (scale == decimals) {
            return unscaled;
        }
        int shift = decimals - scale;
        if (shift < 0) {
            if (-shift > MOST_DIGITS) {
                return unscaled == 0 ? 0 : MISFIT;
            }
            long power = POWERS[-shift];
            return unscaled % power == 0 ? unscaled / power : MISFIT;
        }
        if (unscaled == 0) {
            return 0;
        }
        if (shift > MOST_DIGITS) {
            return MISFIT;
        }
        long high = Math.multiplyHigh(unscaled, POWERS[shift]);
        long low = unscaled * POWERS[shift];
        return high == 0 && low >= 0 ? low : MISFIT;
    }

    /** Whether it can be kept as a long with at most 18 decimals. */
    static boolean fits(BigDecimal number) {
        return number.signum() >= 0 && number.scale() >= 0 && number.scale() <= MOST_DIGITS && number.precision() <= MOST_DIGITS;
    }
}
