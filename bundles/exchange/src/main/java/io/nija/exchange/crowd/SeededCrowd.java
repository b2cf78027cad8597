package io.nija.exchange.crowd;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.nija.exchange.market.Asset;
import io.nija.exchange.market.Crowd;
import io.nija.exchange.market.Flow;
import io.nija.exchange.market.History;
import io.nija.exchange.market.PairRule;

/**
 * The strangers of an exchange, made from a seed. Asset values are shared by the pairs, so that cross rates agree.
 * Guarded by the venue's lock.
 */
public final class SeededCrowd implements Crowd {

    /** How many days before the exchange began its markets opened: 720 weeks and more. */
    public static final int DAYS_OF_HISTORY = 5_110;

    private static final long DAY = TimeUnit.DAYS.toNanos(1);

    private final long seed;
    private final long start;
    private final long opened;
    private final Map<String, ValuePath> paths = new HashMap<>();
    private final Map<String, ValuePath> ahead = new HashMap<>();
    private final Map<String, Jumps> jumps = new HashMap<>();
    private final Map<String, PairModel> models = new HashMap<>();

    /** @param start when the exchange began, nanoseconds since 1970: the same seed and start give the same crowd */
    public SeededCrowd(long seed, long start) {
        this.seed = seed;
        this.start = start;
        opened = (Math.floorDiv(start, DAY) - DAYS_OF_HISTORY) * DAY;
    }

    @Override
    public Flow flow(PairRule pair) {
        return new SeededFlow(model(pair));
    }

    @Override
    public History history(PairRule pair) {
        return new SeededHistory(model(pair), opened);
    }

    ValuePath path(Asset asset) {
        return paths.computeIfAbsent(asset.id(), any -> new ValuePath(seed, asset));
    }

    /** The same path, for those who look a little ahead: each remembers where it was asked last. */
    ValuePath ahead(Asset asset) {
        return ahead.computeIfAbsent(asset.id(), any -> new ValuePath(seed, asset));
    }

    Jumps jumps(Asset asset) {
        return jumps.computeIfAbsent(asset.id(), any -> new Jumps());
    }

    private PairModel model(PairRule pair) {
        PairModel known = models.get(pair.id());
        if (known == null) {
            known = new PairModel(seed, pair, this,
                    new Arrivals(seed, pair, path(pair.base()), opened, start, Temper.of(pair).perDay()));
            models.put(pair.id(), known);
        }
        return known;
    }
}
