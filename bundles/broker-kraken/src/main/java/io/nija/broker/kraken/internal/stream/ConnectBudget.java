package io.nija.broker.kraken.internal.stream;

import java.time.Duration;
import java.util.ArrayDeque;

import io.nija.platform.TimeSource;

/**
 * How often this machine may still try to connect: Cloudflare locks an address out that makes more than about 150 attempts in
 * ten minutes (sheet, section 4.4), so all streams to the venue together keep below that. Thread-safe.
 */
public final class ConnectBudget {

    static final int MOST = 120;
    private static final long WINDOW = Duration.ofMinutes(10).toNanos();

    private final TimeSource time;
    private final ArrayDeque<Long> attempts = new ArrayDeque<>();

    public ConnectBudget(TimeSource time) {
        this.time = time;
    }

    /** Takes an attempt; or answers how long there is none. */
    public synchronized Duration take() {
        long now = time.nanoTime();
        while (!attempts.isEmpty() && now - attempts.peekFirst() >= WINDOW) {
            attempts.removeFirst();
        }
        if (attempts.size() >= MOST) {
            return Duration.ofNanos(WINDOW - (now - attempts.peekFirst()));
        }
        attempts.addLast(now);
        return Duration.ZERO;
    }
}
