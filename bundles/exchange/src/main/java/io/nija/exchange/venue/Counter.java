package io.nija.exchange.venue;

/** A counter that calls raise and time lowers, in thousandths of a point. Not thread-safe. */
public final class Counter {

    private final long maximum;
    private final long perSecond;
    private long points;
    private long asOf;
    private boolean used;

    Counter(long maximum, long perSecond) {
        this.maximum = maximum;
        this.perSecond = perSecond;
    }

    private void decay(long nanoTime) {
        if (!used) {
            used = true;
            asOf = nanoTime;
            return;
        }
        // Whole thousandths only; the rest of the time stays for the next look.
        if (perSecond > 0) {
            long whole = Math.max(0, nanoTime - asOf) / 1_000 * perSecond / 1_000_000;
            if (whole >= points) {
                points = 0;
                asOf = nanoTime;
            } else {
                points -= whole;
                asOf += whole * 1_000_000_000 / perSecond;
            }
        } else {
            asOf = nanoTime;
        }
    }

    /** Whether {@code cost} fits; if so it is counted. */
    public boolean take(long cost, long nanoTime) {
        decay(nanoTime);
        if (maximum == Long.MAX_VALUE) {
            return true;
        }
        if (points + cost > maximum) {
            return false;
        }
        points += cost;
        return true;
    }

    /** Counts {@code cost} whether it fits or not, but never beyond {@code ceiling}. */
    public void charge(long cost, long ceiling, long nanoTime) {
        decay(nanoTime);
        if (maximum != Long.MAX_VALUE && points < ceiling) {
            points = Math.min(ceiling, points + cost);
        }
    }

    /** The points now, in thousandths. */
    public long points(long nanoTime) {
        decay(nanoTime);
        return points;
    }

    /** The most points it may hold, in thousandths. */
    public long maximum() {
        return maximum;
    }
}
