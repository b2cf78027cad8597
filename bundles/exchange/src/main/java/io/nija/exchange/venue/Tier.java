package io.nija.exchange.venue;

import java.util.Locale;

/** Limits by the account's verification (reference sheet §4). Points are counted in thousandths. */
public enum Tier {
    STARTER(15_000, 330, 60_000, 1_000, 60),
    INTERMEDIATE(20_000, 500, 125_000, 2_340, 80),
    PRO(20_000, 1_000, 180_000, 3_750, 225),
    /** No limits but that of memory: for load. */
    UNLIMITED(Long.MAX_VALUE, 0, Long.MAX_VALUE, 0, 10_000);

    private final long calls;
    private final long callsPerSecond;
    private final long engine;
    private final long enginePerSecond;
    private final int openOrders;

    Tier(long calls, long callsPerSecond, long engine, long enginePerSecond, int openOrders) {
        this.calls = calls;
        this.callsPerSecond = callsPerSecond;
        this.engine = engine;
        this.enginePerSecond = enginePerSecond;
        this.openOrders = openOrders;
    }

    /** A fresh counter of private calls, for one key. */
    public Counter callCounter() {
        return new Counter(calls, callsPerSecond);
    }

    /** A fresh counter of the trading engine, for one account and pair. */
    public Counter engineCounter() {
        return new Counter(engine, enginePerSecond);
    }

    /** How many orders may be open per pair. */
    public int openOrders() {
        return openOrders;
    }

    /** The word for options and answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException with a sentence for the operator */
    public static Tier parse(String text) {
        for (Tier tier : values()) {
            if (tier.word().equals(text.trim().toLowerCase(Locale.ROOT))) {
                return tier;
            }
        }
        throw new IllegalArgumentException("There is no tier '" + text
                + "'; the tiers are starter, intermediate, pro and unlimited.");
    }
}
