package io.nija.broker.kraken.internal.wire;

import java.util.Locale;

/**
 * The account's verification level, which sets the REST counter of a key and the matching engine's counter of each pair
 * (Kraken's rate-limit pages). Numbers are thousandths of a counter point, so that estimates are exact without floating
 * point.
 */
public enum Tier {
    STARTER(15_000, 330, 60_000, 1_000),
    INTERMEDIATE(20_000, 500, 125_000, 2_340),
    PRO(20_000, 1_000, 180_000, 3_750),
    /** No counter: only a simulator offers it. */
    UNLIMITED(1_000_000_000, 1_000_000, 1_000_000_000, 1_000_000);

    private final long maximum;
    private final long decayPerSecond;

    private final long engineMaximum;
    private final long engineDecayPerSecond;

    Tier(long maximum, long decayPerSecond, long engineMaximum, long engineDecayPerSecond) {
        this.maximum = maximum;
        this.decayPerSecond = decayPerSecond;
        this.engineMaximum = engineMaximum;
        this.engineDecayPerSecond = engineDecayPerSecond;
    }

    /** The counter a call must not pass, in thousandths. */
    public long maximum() {
        return maximum;
    }

    /** What time takes off the counter in a second, in thousandths. */
    public long decayPerSecond() {
        return decayPerSecond;
    }

    /** What the matching engine's counter of one pair must not pass, in thousandths. */
    public long engineMaximum() {
        return engineMaximum;
    }

    /** What time takes off the matching engine's counter in a second, in thousandths. */
    public long engineDecayPerSecond() {
        return engineDecayPerSecond;
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
