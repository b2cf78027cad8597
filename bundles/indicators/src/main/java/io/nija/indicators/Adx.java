package io.nija.indicators;

/**
 * Wilder's average directional movement index, 0 to 100, with its two indicators. The first sums are taken over
 * {@code period - 1} changes and smoothed from then on, as TA-Lib does; the first value comes with candle {@code 2 * period}.
 */
public final class Adx implements Indicator {

    private final int period;
    private int seen;
    private double high;
    private double low;
    private double close;
    private double plus;
    private double minus;
    private double range;
    private double value;

    /** @param period at least 2 */
    public Adx(int period) {
        this.period = Periods.atLeast(2, period);
    }

    /** Takes the next candle. @return the index with it, or NaN */
    public double add(double nextHigh, double nextLow, double nextClose) {
        double up = nextHigh - high;
        double down = low - nextLow;
        double reach = Atr.trueRange(nextHigh, nextLow, close);
        high = nextHigh;
        low = nextLow;
        close = nextClose;
        if (seen++ == 0) {
            return Double.NaN;
        }
        double rose = up > 0 && up > down ? up : 0;
        double fell = down > 0 && down > up ? down : 0;
        if (seen <= period) {
            plus += rose;
            minus += fell;
            range += reach;
            return Double.NaN;
        }
        plus += rose - plus / period;
        minus += fell - minus / period;
        range += reach - range / period;
        double moved = plus + minus;
        if (moved > 0 && range > 0) {
            // The range is in both indicators and drops out of their ratio.
            double index = 100 * Math.abs(plus - minus) / moved;
            if (seen <= 2 * period) {
                value += index;
            } else {
                value = (value * (period - 1) + index) / period;
            }
        }
        if (seen == 2 * period) {
            value /= period;
        }
        return value();
    }

    public double value() {
        return seen < 2 * period ? Double.NaN : value;
    }

    /** How much of the range was movement upwards, 0 to 100. */
    public double plus() {
        return seen <= period ? Double.NaN : range > 0 ? 100 * plus / range : 0;
    }

    /** How much of the range was movement downwards, 0 to 100. */
    public double minus() {
        return seen <= period ? Double.NaN : range > 0 ? 100 * minus / range : 0;
    }

    @Override
    public void save(Memory.Writer into) {
        into.put("seen", seen).put("high", high).put("low", low).put("close", close).put("plus", plus).put("minus", minus)
                .put("range", range).put("value", value);
    }

    @Override
    public void restore(Memory.Reader from) {
        seen = (int) from.whole("seen");
        high = from.number("high");
        low = from.number("low");
        close = from.number("close");
        plus = from.number("plus");
        minus = from.number("minus");
        range = from.number("range");
        value = from.number("value");
    }
}
