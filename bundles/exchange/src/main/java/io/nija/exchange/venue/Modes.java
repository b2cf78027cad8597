package io.nija.exchange.venue;

import java.util.LinkedHashMap;
import java.util.Map;

import io.nija.exchange.market.PairRule;

/** What the exchange and each of its markets accept now. Guarded by the venue's lock. */
public final class Modes {

    private final Map<String, Mode> pairs = new LinkedHashMap<>();
    private Mode all = Mode.ONLINE;

    /** @param pair null for the whole exchange */
    void set(String pair, Mode changed) {
        if (pair == null) {
            all = changed;
        } else {
            pairs.put(pair, changed);
        }
    }

    /** What the exchange accepts. */
    public Mode all() {
        return all;
    }

    /** What a pair's market accepts, the whole exchange's mode counted in. */
    public Mode of(PairRule pair) {
        return all == Mode.ONLINE ? own(pair) : all;
    }

    /** What AssetPairs says of a pair. */
    public Mode own(PairRule pair) {
        return pairs.getOrDefault(pair.id(), Mode.ONLINE);
    }
}
