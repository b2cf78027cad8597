package io.nija.launcher;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How long each part of the start took. */
public final class Phases {

    private final List<String> finished = new ArrayList<>();
    private final Instant processStart = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
    private long previous = System.nanoTime();

    /** Begins with the time the JVM took until now (the operating system knows it to 10 ms). */
    public Phases() {
        finished.add("jvm " + sinceProcessStart().toMillis());
    }

    /** The phase of that name ends now. */
    public void end(String name) {
        long now = System.nanoTime();
        finished.add(name + " " + (now - previous) / 1_000_000);
        previous = now;
    }

    /** Since the process began. */
    public Duration sinceProcessStart() {
        return Duration.between(processStart, Instant.now());
    }

    /** Each phase with its milliseconds. */
    @Override
    public String toString() {
        return String.join(", ", finished);
    }
}
