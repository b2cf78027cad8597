package io.nija.simulator.internal.market;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** All pairs' markets. Guarded by the venue's lock. */
public final class Markets {

    /** How many days before the exchange began its markets opened. */
    public static final int DAYS_OF_HISTORY = 366;

    private static final long DAY = 86_400_000_000_000L;

    private final Map<String, PairMarket> markets = new LinkedHashMap<>();
    private final Map<String, ValueWave> waves = new HashMap<>();

    /** @param now nanoseconds since 1970 */
    public Markets(Listing listing, long seed, long now) {
        long opened = (Math.floorDiv(now, DAY) - DAYS_OF_HISTORY) * DAY;
        for (Asset asset : listing.assets()) {
            waves.put(asset.id(), new ValueWave(seed, asset));
        }
        for (PairRule rule : listing.pairs()) {
            MarketModel model = new MarketModel(seed, rule, waves.get(rule.base().id()), waves.get(rule.quote().id()));
            markets.put(rule.id(), new PairMarket(model, opened, now));
        }
    }

    /** The market of a listed pair. */
    public PairMarket of(PairRule rule) {
        return markets.get(rule.id());
    }

    /** All of them, in the order of the listing. */
    public Collection<PairMarket> all() {
        return markets.values();
    }

    /** An asset's value at a moment, in thousand-millionths of a US dollar. */
    public long nanoUsd(Asset asset, long epochNanos) {
        return waves.get(asset.id()).nanoUsd(MarketModel.slotAt(epochNanos));
    }
}
