package io.nija.tck.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import io.nija.platform.TimeSource;

import org.osgi.service.component.annotations.Component;

/** This machine's clock, which can be set by a case: everything in the framework goes by it. It starts before the platform. */
@Component(service = {TimeSource.class, KitClock.class}, property = "service.ranking:Integer=1000")
public final class KitClock implements TimeSource {

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    /** Somebody sets the clock. */
    void set(Duration by) {
        ahead.set(by);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead.get());
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }
}
