package io.nija.indicators;

/** Wilder's average true range, in the prices' unit. Its first value comes with candle {@code period + 1}. */
public final class Atr implements Indicator {

    private final int period;
    private int seen;
    private double close;
    private double value;

    /** @param period at least 1 */
    public Atr(int period) {
        this.period = Periods.atLeast(1, period);
    }

    /** The range of a candle, the gap from the close before it included. */
    static double trueRange(double high, double low, double before) {
        return Math.max(high, before) - Math.min(low, before);
    }

    /** Takes the next candle. @return the average with it, or NaN */
    public double add(double high, double low, double next) {
        double before = close;
        close = next;
        if (seen == 0) {
            seen = 1;
            return Double.NaN;
        }
        double range = trueRange(high, low, before);
        if (seen <= period) {
            value += range;
            if (seen++ == period) {
                value /= period;
            }
        } else {
            value = (value * (period - 1) + range) / period;
        }
        return value();
    }

    public double value() {
        return seen <= period ? Double.NaN : value;
    }

    @Override
    public void save(Memory.Writer into) {
        into.put("seen", seen).put("close", close).put("value", value);
    }

    @Override
    public void restore(Memory.Reader from) {
        seen = (int) from.whole("seen");
        close = from.number("close");
        value = from.number("value");
    }
}
