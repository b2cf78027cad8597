package io.nija.indicators;

import java.util.Arrays;

/** The last values, as many as its size: their mean, the lowest and the highest. */
public final class Window implements Indicator {

    private final double[] values;
    private int seen;
    private int next;

    /** @param size at least 1 */
    public Window(int size) {
        values = new double[Periods.atLeast(1, size)];
    }

    /** Takes the next value and drops the oldest when there are too many. */
    public void add(double value) {
        values[next] = value;
        next = next + 1 == values.length ? 0 : next + 1;
        if (seen < values.length) {
            seen++;
        }
    }

    /** Whether as many values were seen as it holds. */
    public boolean full() {
        return seen == values.length;
    }

    /** NaN until it is full. Summed anew each time: a running sum would drift, and could not be saved bit for bit. */
    public double mean() {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return full() ? sum / values.length : Double.NaN;
    }

    /** NaN until it is full. */
    public double lowest() {
        double lowest = values[0];
        for (double value : values) {
            lowest = Math.min(lowest, value);
        }
        return full() ? lowest : Double.NaN;
    }

    /** NaN until it is full. */
    public double highest() {
        double highest = values[0];
        for (double value : values) {
            highest = Math.max(highest, value);
        }
        return full() ? highest : Double.NaN;
    }

    @Override
    public void save(Memory.Writer into) {
        into.put("seen", seen).put("next", next).put("values", values);
    }

    @Override
    public void restore(Memory.Reader from) {
        seen = (int) from.whole("seen");
        next = (int) from.whole("next");
        from.numbers("values", values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
