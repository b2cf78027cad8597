package io.nija.simulator.internal.protocol;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

import io.nija.exchange.market.PairRule;

/** How numbers and times look on the wire. */
final class Formats {

    private static final DateTimeFormatter RFC_1123 =
            DateTimeFormatter.ofPattern("EEE, ppd MMM yy HH:mm:ss '+0000'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Formats() {}

    /** Unix seconds. */
    static long seconds(long epochNanos) {
        return Math.floorDiv(epochNanos, 1_000_000_000L);
    }

    /** Unix seconds with a fraction; 0 stays 0. */
    static BigDecimal time(long epochNanos, int decimals) {
        return epochNanos == 0 ? BigDecimal.ZERO
                : BigDecimal.valueOf(epochNanos, 9).setScale(decimals, RoundingMode.DOWN);
    }

    static Instant instant(long epochNanos) {
        return Instant.ofEpochSecond(seconds(epochNanos), Math.floorMod(epochNanos, 1_000_000_000L));
    }

    /** ISO-8601 to the second. */
    static String iso(long epochNanos) {
        return instant(epochNanos).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String rfc1123(long epochNanos) {
        return RFC_1123.format(instant(epochNanos));
    }

    /** A price with at least five decimals, as the tape and the ticker show it. */
    static String wide(PairRule rule, long ticks) {
        return rule.price(ticks).setScale(Math.max(5, rule.pairDecimals())).toPlainString();
    }

    /** A price with the decimals of the pair. */
    static String price(PairRule rule, long ticks) {
        return rule.price(ticks).toPlainString();
    }

    /** An amount of the quote asset as orders and trades show it. */
    static String money(PairRule rule, BigDecimal amount) {
        return amount.setScale(Math.max(rule.costDecimals(), amount.scale())).toPlainString();
    }

    static String volume(long lots) {
        return PairRule.volume(lots).toPlainString();
    }
}
