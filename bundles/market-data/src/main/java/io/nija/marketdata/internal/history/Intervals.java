package io.nija.marketdata.internal.history;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of candles as operators write them. Pure. */
final class Intervals {

    private static final Pattern WRITTEN = Pattern.compile("([1-9][0-9]{0,5})([smhdw])");
    private static final Duration LONGEST = Duration.ofDays(28);

    private Intervals() {}

    /** @throws IllegalArgumentException with one sentence for the operator */
    static Duration parse(String text) {
        Matcher parts = WRITTEN.matcher(text);
        if (parts.matches()) {
            long count = Long.parseLong(parts.group(1));
            Duration interval = switch (parts.group(2)) {
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                case "d" -> Duration.ofDays(count);
                default -> Duration.ofDays(7 * count);
            };
            if (interval.compareTo(LONGEST) <= 0) {
                return interval;
            }
        }
        throw new IllegalArgumentException("The interval is '" + text + "', legal is a number with s, m, h, d or w from 1s to 4w, for example 1m.");
    }

    /** The shortest writing: {@code 1h} rather than {@code 60m}. */
    static String words(Duration interval) {
        long seconds = interval.toSeconds();
        return seconds % 604_800 == 0 ? seconds / 604_800 + "w" : seconds % 86_400 == 0 ? seconds / 86_400 + "d" : seconds % 3_600 == 0 ? seconds / 3_600 + "h"
                : seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
