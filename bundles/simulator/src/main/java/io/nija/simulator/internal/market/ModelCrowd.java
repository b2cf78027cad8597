package io.nija.simulator.internal.market;

import java.util.HashMap;
import java.util.Map;

/** The strangers of {@link MarketModel}, as commands. Guarded by the venue's lock. */
public final class ModelCrowd implements Crowd {

    /** How many days before the exchange began its markets opened. */
    public static final int DAYS_OF_HISTORY = 366;

    private static final long DAY = 86_400_000_000_000L;

    private final Map<String, MarketModel> models = new HashMap<>();
    private final long opened;

    /** @param now when the exchange begins, nanoseconds since 1970 */
    public ModelCrowd(Listing listing, long seed, long now) {
        opened = (Math.floorDiv(now, DAY) - DAYS_OF_HISTORY) * DAY;
        Map<String, ValueWave> waves = new HashMap<>();
        for (Asset asset : listing.assets()) {
            waves.put(asset.id(), new ValueWave(seed, asset));
        }
        for (PairRule rule : listing.pairs()) {
            models.put(rule.id(), new MarketModel(seed, rule, waves.get(rule.base().id()), waves.get(rule.quote().id())));
        }
    }

    @Override
    public Flow flow(PairRule pair) {
        return new ModelFlow(models.get(pair.id()));
    }

    @Override
    public History history(PairRule pair) {
        return new ModelHistory(models.get(pair.id()), opened);
    }
}
