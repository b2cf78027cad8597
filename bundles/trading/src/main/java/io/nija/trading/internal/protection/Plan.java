package io.nija.trading.internal.protection;

import java.math.BigDecimal;

/**
 * Where the stop of a position is meant to be.
 *
 * @param kind who says it
 * @param price in quote, with {@link Kind#NAMED} only, else null
 * @param since the newest entry (its intent's number) that the position had when this was decided; a later entry that names a
 *     stop decides anew
 */
public record Plan(Kind kind, BigDecimal price, long since) {

    /** Who says where. */
    public enum Kind {
        /** The entry, or a person. */
        NAMED,
        /** The risk profile: so far from the average price. */
        PROFILE,
        /** A person wants none. */
        NONE
    }

    /** At this price. */
    public static Plan named(BigDecimal price, long since) {
        return new Plan(Kind.NAMED, price, since);
    }

    /** Where the profile says. */
    public static Plan profile(long since) {
        return new Plan(Kind.PROFILE, null, since);
    }

    /** Nowhere. */
    public static Plan none(long since) {
        return new Plan(Kind.NONE, null, since);
    }

    /** For the journal: {@code named 48000 17}. */
    public String text() {
        return kind.name().toLowerCase(java.util.Locale.ROOT) + (price == null ? "" : " " + price.toPlainString()) + " " + since;
    }

    /** Reads {@link #text}. */
    public static Plan parse(String text) {
        String[] words = text.split(" ");
        Kind kind = Kind.valueOf(words[0].toUpperCase(java.util.Locale.ROOT));
        return new Plan(kind, kind == Kind.NAMED ? new BigDecimal(words[1]) : null, Long.parseLong(words[words.length - 1]));
    }
}
