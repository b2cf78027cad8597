package io.nija.platform.internal;

import java.time.Instant;

import io.nija.platform.TimeSource;

import org.osgi.service.component.annotations.Component;

/** The machine's clock. */
@Component
public final class SystemTime implements TimeSource {

    @Override
    public Instant instant() {
        return Instant.now();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }
}
