package io.nija.broker.kraken.internal.wire;

import java.util.Locale;

/**
 * The account's verification level, which sets the REST counter of a key (Kraken's rate-limit page). Numbers are
 * thousandths of a counter point, so that the estimate is exact without floating point.
 */
public enum Tier {
    STARTER(15_000, 330),
    INTERMEDIATE(20_000, 500),
    PRO(20_000, 1_000),
    /** No counter: only a simulator offers it. */
    UNLIMITED(1_000_000_000, 1_000_000);

    private final long maximum;
    private final long decayPerSecond;

    Tier(long maximum, long decayPerSecond) {
        this.maximum = maximum;
        this.decayPerSecond = decayPerSecond;
    }

    /** The counter a call must not pass, in thousandths. */
    public long maximum() {
        return maximum;
    }

    /** What time takes off the counter in a second, in thousandths. */
    public long decayPerSecond() {
        return decayPerSecond;
    }

    /** As it is written in configuration files. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException with a sentence for the operator when {@code text} names no tier */
    public static Tier of(String text) {
        for (Tier tier : values()) {
            if (tier.label().equalsIgnoreCase(text.strip())) {
                return tier;
            }
        }
        throw new IllegalArgumentException("tier is one of starter, intermediate, pro and unlimited; '"
                + VenueText.clean(text, 40) + "' is not.");
    }
}
