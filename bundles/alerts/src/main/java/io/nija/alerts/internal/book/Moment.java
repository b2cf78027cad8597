package io.nija.alerts.internal.book;

import java.time.Instant;

import io.nija.platform.TimeSource;

/**
 * A moment on both clocks.
 *
 * @param wall for people; can jump
 * @param nanos for durations; never goes back
 */
public record Moment(Instant wall, long nanos) {

    /** Now. */
    public static Moment of(TimeSource time) {
        return new Moment(time.instant(), time.nanoTime());
    }
}
