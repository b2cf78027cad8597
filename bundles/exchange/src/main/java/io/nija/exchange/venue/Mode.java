package io.nija.exchange.venue;

import java.util.Locale;

/** What the exchange, or one of its markets, accepts now. */
public enum Mode {
    ONLINE,
    CANCEL_ONLY,
    POST_ONLY,
    LIMIT_ONLY,
    REDUCE_ONLY,
    MAINTENANCE;

    /** The word in SystemStatus and AssetPairs. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException with a sentence for the operator */
    public static Mode parse(String text) {
        for (Mode mode : values()) {
            if (mode.word().equals(text.trim().toLowerCase(Locale.ROOT))) {
                return mode;
            }
        }
        throw new IllegalArgumentException("There is no mode '" + text
                + "'; the modes are online, cancel_only, post_only, limit_only, reduce_only and maintenance.");
    }
}
