package io.nija.simulation;

import java.time.Duration;
import java.time.Instant;

import io.nija.platform.TimeSource;

/** The clock of NIJA's machine: right but for an offset that somebody or a time server changes. */
final class MachineClock implements TimeSource {

    private final TimeSource right;
    private Duration offset = Duration.ZERO;

    MachineClock(TimeSource right) {
        this.right = right;
    }

    void offset(Duration wrong) {
        offset = wrong;
    }

    @Override
    public Instant instant() {
        return right.instant().plus(offset);
    }

    @Override
    public long nanoTime() {
        return right.nanoTime();
    }
}
