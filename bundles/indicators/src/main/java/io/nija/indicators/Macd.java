package io.nija.indicators;

/**
 * Moving average convergence and divergence: the fast less the slow average, its own average, and their difference. Both averages
 * have their first value with value {@code slow}, as TA-Lib has it.
 */
public final class Macd implements Indicator {

    private final int skip;
    private final Ema fast;
    private final Ema slow;
    private final Ema average;
    private int seen;
    private double line = Double.NaN;
    private double signal = Double.NaN;

    /**
     * @param fast at least 1, less than {@code slow}
     * @param signal at least 1
     */
    public Macd(int fast, int slow, int signal) {
        Periods.atLeast(fast + 1, slow);
        this.fast = new Ema(fast);
        this.slow = new Ema(slow);
        average = new Ema(signal);
        skip = slow - fast;
    }

    /** Takes the next close. @return the histogram with it, or NaN */
    public double add(double close) {
        double quick = Double.NaN;
        if (seen < skip) {
            seen++;
        } else {
            quick = fast.add(close);
        }
        line = quick - slow.add(close);
        signal = Double.isNaN(line) ? Double.NaN : average.add(line);
        return histogram();
    }

    /** The fast less the slow average. */
    public double line() {
        return line;
    }

    /** The line's own average. */
    public double signal() {
        return signal;
    }

    /** The line less its average. */
    public double histogram() {
        return line - signal;
    }

    @Override
    public void save(Memory.Writer into) {
        into.put("seen", seen).put("line", line).put("signal", signal).save("fast", fast).save("slow", slow).save("average", average);
    }

    @Override
    public void restore(Memory.Reader from) {
        seen = (int) from.whole("seen");
        line = from.number("line");
        signal = from.number("signal");
        from.restore("fast", fast).restore("slow", slow).restore("average", average);
    }
}
