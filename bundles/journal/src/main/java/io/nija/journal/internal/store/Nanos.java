package io.nija.journal.internal.store;

import java.time.Instant;

/** Times as nanoseconds since 1970-01-01 UTC, for columns that are compared. */
final class Nanos {

    private static final long PER_SECOND = 1_000_000_000L;

    /** What is outside of these (the years 1678 to 2261) is put on the edge: it still sorts right. */
    private static final Instant EARLIEST = Instant.ofEpochSecond(Long.MIN_VALUE / PER_SECOND + 1);
    private static final Instant LATEST = Instant.ofEpochSecond(Long.MAX_VALUE / PER_SECOND - 1);

    private Nanos() {}

    static long of(Instant time) {
        Instant within = time.isBefore(EARLIEST) ? EARLIEST : time.isAfter(LATEST) ? LATEST : time;
        return within.getEpochSecond() * PER_SECOND + within.getNano();
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, PER_SECOND), Math.floorMod(nanos, PER_SECOND));
    }
}
