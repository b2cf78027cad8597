package io.nija.exchange.crowd;

/**
 * Sizes as they are in real markets: most are small, few are very large. A log-normal distribution by its quantiles,
 * so that a draw is a look-up. Immutable.
 */
final class Sizes {

    private static final int STEPS = 4_096;

    private final double[] quantiles = new double[STEPS + 1];

    /** @param deviation of the logarithm; the median is 1 */
    Sizes(double deviation) {
        for (int step = 0; step <= STEPS; step++) {
            quantiles[step] = StrictMath.exp(deviation * normal((step + 0.5) / (STEPS + 1)));
        }
    }

    /** A draw. */
    double of(long hash) {
        double place = ValuePath.fraction(hash) * STEPS;
        int step = (int) place;
        return quantiles[step] + (quantiles[step + 1] - quantiles[step]) * (place - step);
    }

    /** The quantile of the normal distribution, to nine digits (P. J. Acklam's rational approximation). */
    private static double normal(double p) {
        if (p > 0.5) {
            return -normal(1 - p);
        }
        if (p < 0.02425) {
            double q = StrictMath.sqrt(-2 * StrictMath.log(p));
            return (((((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838) * q
                    - 2.549732539343734) * q + 4.374664141464968) * q + 2.938163982698783)
                    / ((((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996) * q
                    + 3.754408661907416) * q + 1);
        }
        double q = p - 0.5;
        double r = q * q;
        return (((((-3.969683028665376e+01 * r + 2.209460984245205e+02) * r - 2.759285104469687e+02) * r
                + 1.383577518672690e+02) * r - 3.066479806614716e+01) * r + 2.506628277459239) * q
                / (((((-5.447609879822406e+01 * r + 1.615858368580409e+02) * r - 1.556989798598866e+02) * r
                + 6.680131188771972e+01) * r - 1.328068155288572e+01) * r + 1);
    }
}
