package io.nija.simulator.internal.stream;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as the sockets write them. Pure. */
final class Stamp {

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter NANOS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Stamp() {}

    /** With six decimals. @param time nanoseconds since 1970 */
    static String micros(long time) {
        return MICROS.format(instant(time));
    }

    /** With nine decimals. @param time nanoseconds since 1970 */
    static String nanos(long time) {
        return NANOS.format(instant(time));
    }

    private static Instant instant(long time) {
        return Instant.ofEpochSecond(Math.floorDiv(time, 1_000_000_000L), Math.floorMod(time, 1_000_000_000L));
    }
}
