package io.nija.platform;

import java.time.Instant;
import java.time.InstantSource;

import org.osgi.annotation.versioning.ProviderType;

/** The clock. A service, so that tests, back-tests and simulations can drive it. */
@ProviderType
public interface TimeSource extends InstantSource {

    /** Wall-clock time; can jump in either direction. */
    @Override
    Instant instant();

    /** Nanoseconds since an arbitrary moment; never goes back. For durations. */
    long nanoTime();

    /** Wall-clock nanoseconds since 1970-01-01 UTC; can jump in either direction. */
    default long epochNanos() {
        Instant now = instant();
        return Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
    }
}
