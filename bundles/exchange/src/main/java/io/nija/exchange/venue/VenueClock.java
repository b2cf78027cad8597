package io.nija.exchange.venue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.nija.platform.TimeSource;

/**
 * The exchange's clock: the machine's, faster than it when that is wanted, wrong by as much as somebody wants, and
 * standing still while a memory is read. Thread-safe.
 */
public final class VenueClock {

    private final TimeSource time;
    private final int speed;
    private final AtomicLong skew = new AtomicLong();
    private volatile Base base;

    /**
     * At the machine's moment {@code machineNano} it is {@code venue}, and {@code venueNano} for durations; or always,
     * when the clock stands.
     */
    private record Base(long machineNano, long venue, long venueNano, boolean stands) {}

    /** The machine's clock. */
    public VenueClock(TimeSource time) {
        this(time, 1);
    }

    /** A clock that shows the machine's time now and is so many times as fast from now on. */
    public VenueClock(TimeSource time, int speed) {
        if (speed < 1) {
            throw new IllegalArgumentException("A clock goes at least at speed 1.");
        }
        this.time = time;
        this.speed = speed;
        long nano = time.nanoTime();
        base = new Base(nano, time.epochNanos(), nano, false);
    }

    /** Nanoseconds since 1970 as the exchange believes. */
    public long now() {
        Base from = base;
        if (from.stands) {
            return from.venue;
        }
        // At the machine's speed it is the machine's clock, its corrections included.
        return skew.get() + (speed == 1 ? time.epochNanos()
                : from.venue + (time.nanoTime() - from.machineNano) * speed);
    }

    /** For what clients are counted by; goes with the machine's time, never back, and is never wrong. */
    public long nanoTime() {
        Base from = base;
        return from.stands ? from.venueNano : from.venueNano + time.nanoTime() - from.machineNano;
    }

    /** How many of its seconds pass in one of the machine's. */
    public int speed() {
        return speed;
    }

    /** By how much it is wrong. */
    public Duration skew() {
        return Duration.ofNanos(skew.get());
    }

    /** Makes it wrong; positive is ahead. */
    public void skew(Duration by) {
        skew.set(by.toNanos());
    }

    /** Stands still at a moment of the past: what happened then happens again. */
    public void standAt(long now) {
        Base from = base;
        long passed = from.stands ? Math.max(0, now - from.venue) / speed : 0;
        base = new Base(0, now, from.venueNano + passed, true);
    }

    /**
     * Goes again: at the machine's speed with the machine's time, at another one from where it stood. What counts
     * clients has gone on all the time.
     */
    public void go() {
        Base from = base;
        if (from.stands) {
            long right = from.venue - skew.get();
            long away = speed == 1 ? Math.max(0, time.epochNanos() - right) : 0;
            base = new Base(time.nanoTime(), right, from.venueNano + away, false);
        }
    }
}
