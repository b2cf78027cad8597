package io.nija.indicators;

/**
 * Volume weighted average of the typical price (high, low and close in equal parts) since the session began. Sessions begin at a
 * fixed moment of each day in UTC.
 */
public final class Vwap implements Indicator {

    private static final long DAY = 86_400_000;

    private final int least;
    private final long opening;
    private long session = Long.MIN_VALUE;
    private int seen;
    private double value;
    private double volume;

    /**
     * @param least candles of a session that are seen before there is a value, at least 1
     * @param opening milliseconds after midnight UTC when a session begins
     */
    public Vwap(int least, long opening) {
        this.least = Periods.atLeast(1, least);
        this.opening = opening;
    }

    /** Takes the next candle. @param begin milliseconds since 1970 @return the average with it, or NaN */
    public double add(long begin, double high, double low, double close, double traded) {
        long now = Math.floorDiv(begin - opening, DAY);
        if (now != session) {
            session = now;
            seen = 0;
            value = 0;
            volume = 0;
        }
        seen++;
        value += (high + low + close) / 3 * traded;
        volume += traded;
        return value();
    }

    /** NaN as long as the session is too young, or nobody traded in it. */
    public double value() {
        return seen < least || volume == 0 ? Double.NaN : value / volume;
    }

    @Override
    public void save(Memory.Writer into) {
        into.put("session", session).put("seen", seen).put("value", value).put("volume", volume);
    }

    @Override
    public void restore(Memory.Reader from) {
        session = from.whole("session");
        seen = (int) from.whole("seen");
        value = from.number("value");
        volume = from.number("volume");
    }
}
