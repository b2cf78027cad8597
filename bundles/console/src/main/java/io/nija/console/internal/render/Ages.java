package io.nija.console.internal.render;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as people read them. */
public final class Ages {

    private Ages() {}

    /** How long ago {@code at} was, in one unit: {@code 3 s}, {@code 2 min}, {@code 5 h}, {@code 4 d}; null for null. */
    public static String age(Instant at, Instant now) {
        return at == null ? null : span(Duration.between(at, now));
    }

    /** A duration in one unit; a negative one is {@code 0 s}. */
    public static String span(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        if (seconds < 7200) {
            return seconds / 60 + " min";
        }
        return seconds < 172_800 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
    }

    /** A time in UTC to the second; null for null. */
    public static String time(Instant at) {
        return at == null ? null : at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
