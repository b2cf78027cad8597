package io.nija.indicators;

/** Exponential moving average, 2 / (period + 1); it starts with the mean of the first {@code period} values. */
public final class Ema implements Indicator {

    private final int period;
    private final double weight;
    private int seen;
    private double value;

    /** @param period at least 1 */
    public Ema(int period) {
        this.period = Periods.atLeast(1, period);
        weight = 2.0 / (period + 1);
    }

    /** Takes the next value. @return the average with it, or NaN */
    public double add(double next) {
        if (seen < period) {
            value += next;
            if (++seen == period) {
                value /= period;
            }
        } else {
            value += (next - value) * weight;
        }
        return value();
    }

    public double value() {
        return seen < period ? Double.NaN : value;
    }

    @Override
    public void save(Memory.Writer into) {
        into.put("seen", seen).put("value", value);
    }

    @Override
    public void restore(Memory.Reader from) {
        seen = (int) from.whole("seen");
        value = from.number("value");
    }
}
