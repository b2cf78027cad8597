package io.nija.simulator.internal.market;

import java.util.concurrent.TimeUnit;

/**
 * The strangers' side of one pair's market, a pure function of seed and time. Time is cut into slots of fifteen
 * seconds. One trade happens in each, at a moment of its own, at the best price of the book that stood before it; after
 * it stands the next slot's book. So book number <i>k</i> stands from the trade of slot <i>k</i>-1 to that of slot
 * <i>k</i>. Prices are quotients of the two assets' values: no arbitrage between pairs but for spreads. Stateless.
 */
public final class MarketModel {

    /** The length of a slot in nanoseconds. */
    public static final long SLOT = TimeUnit.SECONDS.toNanos(15);
    /** How many levels each side has. */
    public static final int LEVELS = 500;

    private final PairRule rule;
    private final ValueWave base;
    private final ValueWave quote;
    private final long key;
    private final long scale;
    private final long tickUnits;
    private final long lotsPerUsd;

    MarketModel(long seed, PairRule rule, ValueWave base, ValueWave quote) {
        this.rule = rule;
        this.base = base;
        this.quote = quote;
        key = Hash.of(seed ^ 0x6d61726b6574L, rule.id().hashCode());
        long power = 1;
        for (int i = 0; i < rule.pairDecimals(); i++) {
            power *= 10;
        }
        scale = power;
        tickUnits = rule.tickSize().movePointRight(rule.pairDecimals()).longValueExact();
        lotsPerUsd = 100_000_000L * 1_000_000_000L / rule.base().anchorNanoUsd();
    }

    /** The pair. */
    public PairRule rule() {
        return rule;
    }

    /** The slot of a moment. */
    public static long slotAt(long epochNanos) {
        return Math.floorDiv(epochNanos, SLOT);
    }

    /** The number of the book that stands at a moment: that of the first slot whose trade has not happened yet. */
    public long bookAt(long epochNanos) {
        long slot = slotAt(epochNanos);
        return tradeTime(slot) <= epochNanos ? slot + 1 : slot;
    }

    /** When the trade of a slot happens, in nanoseconds since 1970. */
    public long tradeTime(long slot) {
        return slot * SLOT + 1_000_000 + Hash.below(Hash.of(key, slot * 8), SLOT - 2_000_000);
    }

    /** Whether the taker of a slot's trade bought. */
    public boolean takerBuys(long slot) {
        return (Hash.of(key, slot * 8 + 1) & 1) == 0;
    }

    /** Whether the taker of a slot's trade sent a market order. */
    public boolean takerAtMarket(long slot) {
        return (Hash.of(key, slot * 8 + 1) & 6) == 0;
    }

    /** The price of a slot's trade. */
    public long tradeTicks(long slot) {
        long bid = bid(slot);
        return takerBuys(slot) ? bid + spread(slot, bid) : bid;
    }

    /** The volume of a slot's trade: never more than stood at the best price. */
    public long tradeLots(long slot) {
        long best = levelLots(slot, !takerBuys(slot), 0);
        return Math.max(1, best / 1000 * (1 + Hash.below(Hash.of(key, slot * 8 + 2), 1000)));
    }

    /** The best bid of a book, in ticks. */
    public long bid(long book) {
        long middle = base.nanoUsd(book) * scale / (quote.nanoUsd(book) * tickUnits);
        return Math.max(LEVELS * 2L, middle - spread(book, middle) / 2);
    }

    /** The best ask of a book, in ticks. */
    public long ask(long book) {
        long bid = bid(book);
        return bid + spread(book, bid);
    }

    private long spread(long book, long near) {
        // Up to half a basis point, and at least one tick.
        return 1 + near / 20_000 * Hash.below(Hash.of(key, book * 8 + 3), 256) / 256;
    }

    /** The volume at a level of a book, counted from the best price. */
    public long levelLots(long book, boolean bids, int level) {
        long h = Hash.of(key ^ (bids ? 0x62L : 0x61L), book * 1024 + level) >>> 48;
        long usd = 150 + (h * h * 30_000 >>> 32) + level * 40L;
        return usd * lotsPerUsd + (h & 1023);
    }

    /** How many ticks a level lies behind the one before it, in a book whose best price is {@code near}. */
    public long step(long book, boolean bids, int level, long near) {
        return 1 + Hash.below(Hash.of(key ^ (bids ? 0x42L : 0x41L), book * 1024 + level), 1 + near / 50_000);
    }
}
