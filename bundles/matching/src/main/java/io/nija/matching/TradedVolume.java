package io.nija.matching;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What one owner traded in the last thirty days, for the fee tier: an exact sum in hours. A trade counts from when it is
 * made until the end of the hour thirty days later, so at most 721 sums are kept however much is traded.
 */
public final class TradedVolume {

    private static final long HOUR = Duration.ofHours(1).toNanos();
    private static final long HOURS = Duration.ofDays(30).toHours();

    private record Sum(long hour, BigDecimal value) {}

    private final Deque<Sum> sums = new ArrayDeque<>();
    private BigDecimal total = BigDecimal.ZERO;

    /**
     * Counts a trade.
     *
     * @param time nanoseconds since 1970, not before an earlier one's hour
     * @param value in the currency tiers are counted in, not below zero
     */
    public void add(long time, BigDecimal value) {
        long hour = Math.floorDiv(time, HOUR);
        forget(hour);
        Sum newest = sums.peekLast();
        if (newest != null && newest.hour() > hour) {
            throw new IllegalArgumentException("A trade of an hour before one that is counted already.");
        }
        if (newest != null && newest.hour() == hour) {
            sums.removeLast();
            sums.addLast(new Sum(hour, newest.value().add(value)));
        } else {
            sums.addLast(new Sum(hour, value));
        }
        total = total.add(value);
    }

    /** The volume at a time, nanoseconds since 1970, not before an earlier call's. */
    public BigDecimal at(long time) {
        forget(Math.floorDiv(time, HOUR));
        return total;
    }

    private void forget(long hour) {
        while (!sums.isEmpty() && sums.peekFirst().hour() < hour - HOURS) {
            total = total.subtract(sums.removeFirst().value());
        }
    }
}
