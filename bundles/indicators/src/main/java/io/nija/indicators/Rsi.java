package io.nija.indicators;

/** Wilder's relative strength index, 0 to 100; 0 when nothing moved, as TA-Lib has it. Its first value comes with value {@code period + 1}. */
public final class Rsi implements Indicator {

    private final int period;
    private int seen;
    private double last;
    private double gain;
    private double loss;

    /** @param period at least 2 */
    public Rsi(int period) {
        this.period = Periods.atLeast(2, period);
    }

    /** Takes the next close. @return the index with it, or NaN */
    public double add(double close) {
        double change = close - last;
        last = close;
        if (seen == 0) {
            seen = 1;
            return Double.NaN;
        }
        double up = change > 0 ? change : 0;
        double down = change < 0 ? -change : 0;
        if (seen <= period) {
            gain += up;
            loss += down;
            if (seen++ == period) {
                gain /= period;
                loss /= period;
            }
        } else {
            gain = (gain * (period - 1) + up) / period;
            loss = (loss * (period - 1) + down) / period;
        }
        return value();
    }

    public double value() {
        if (seen <= period) {
            return Double.NaN;
        }
        double sum = gain + loss;
        return sum > 0 ? 100 * gain / sum : 0;
    }

    @Override
    public void save(Memory.Writer into) {
        into.put("seen", seen).put("last", last).put("gain", gain).put("loss", loss);
    }

    @Override
    public void restore(Memory.Reader from) {
        seen = (int) from.whole("seen");
        last = from.number("last");
        gain = from.number("gain");
        loss = from.number("loss");
    }
}
