package io.nija.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Waits for a condition of another process, which can only be asked again and again. */
public final class Eventually {

    private static final Duration BETWEEN = Duration.ofMillis(100);

    private Eventually() {}

    /** The first answer that satisfies {@code wanted}; fails with the last one when the time is up. */
    public static <T> T get(String what, Duration limit, Callable<T> ask, Predicate<T> wanted) {
        long end = System.nanoTime() + limit.toNanos();
        T last = null;
        Throwable failure = null;
        do {
            try {
                last = ask.call();
                failure = null;
                if (wanted.test(last)) {
                    return last;
                }
            } catch (Exception | AssertionError trouble) {
                failure = trouble;
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        } while (System.nanoTime() < end);
        throw new AssertionError(what + ": not within " + limit + "; last seen: " + last, failure);
    }

    public static void happens(String what, Duration limit, Callable<Boolean> condition) {
        get(what, limit, condition, Boolean::booleanValue);
    }
}
