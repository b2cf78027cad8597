package io.nija.simulator.internal.venue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.nija.platform.TimeSource;

/** The exchange's clock: the machine's, wrong by as much as somebody wants. Thread-safe. */
public final class VenueClock {

    private final TimeSource time;
    private final AtomicLong skew = new AtomicLong();

    /** @param time the machine's clock */
    public VenueClock(TimeSource time) {
        this.time = time;
    }

    /** Nanoseconds since 1970 as the exchange believes. */
    public long now() {
        return time.epochNanos() + skew.get();
    }

    /** For durations; never goes back and is never wrong. */
    public long nanoTime() {
        return time.nanoTime();
    }

    /** By how much it is wrong. */
    public Duration skew() {
        return Duration.ofNanos(skew.get());
    }

    /** Makes it wrong; positive is ahead. */
    public void skew(Duration by) {
        skew.set(by.toNanos());
    }
}
