package io.nija.broker.kraken.internal.session;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

import io.nija.broker.kraken.internal.lane.PairCounters;
import io.nija.broker.kraken.internal.lane.PrivateLane;
import io.nija.broker.kraken.internal.wire.Tier;
import io.nija.broker.kraken.internal.wire.TradingPath;
import io.nija.platform.TimeSource;
import io.nija.status.Evidence;
import io.nija.status.Step;

/**
 * What a session says of the way its orders take and of how much of Kraken's limits is used. Both are only said: neither keeps a
 * lane up nor pulls it down. On the session's queue.
 */
final class Usage {

    private final Standing standing;
    private final PrivateLane calls;
    private final PairCounters pairs;
    private final Supplier<Boolean> stream;
    private final TradingPath path;
    private final TimeSource time;
    private boolean begun;

    /** @param stream whether the private stream would take an order now */
    Usage(Standing standing, PrivateLane calls, PairCounters pairs, Supplier<Boolean> stream, TradingPath path, TimeSource time) {
        this.standing = standing;
        this.calls = calls;
        this.pairs = pairs;
        this.stream = stream;
        this.path = path;
        this.time = time;
    }

    /** Says it, from now on. */
    void say() {
        begun = true;
        renew();
    }

    /** Says it again, if it was ever said. */
    void renew() {
        if (begun) {
            Instant now = time.instant();
            standing.put(Evidence.ok(Step.PATH, now, way()));
            standing.put(Evidence.ok(Step.LIMITS, now, limits()));
        }
    }

    /** Says nothing more until {@link #say}. */
    void forget() {
        begun = false;
        standing.forget(Step.PATH, Step.LIMITS);
    }

    private String way() {
        boolean live = stream.get();
        return switch (path) {
            case REST -> "Orders go by REST (trading.path=rest).";
            case AUTO -> live ? "Orders go by the private stream; by REST while it is not live (trading.path=auto)."
                    : "Orders go by REST, because the private stream is not live now (trading.path=auto).";
            case WEBSOCKET -> live ? "Orders go by the private stream (trading.path=websocket)."
                    : "Entries are refused, because the private stream is not live now (trading.path=websocket); exits, stops and cancels go by REST.";
        };
    }

    private String limits() {
        Tier tier = calls.tier();
        if (tier == Tier.UNLIMITED) {
            return "No limits (tier unlimited).";
        }
        String calling = "Calls: " + points(calls.counted()) + " of " + points(tier.maximum()) + ", less " + points(tier.decayPerSecond()) + "/s.";
        Optional<PairCounters.Fullest> fullest = pairs.fullest();
        Tier engine = pairs.tier();
        String each = " of " + points(engine.engineMaximum()) + ", less " + points(engine.engineDecayPerSecond()) + "/s";
        return calling + " Orders: " + (fullest.isEmpty() ? "0" + each + " on every pair"
                : fullest.get().pair() + " " + points(fullest.get().value()) + each
                        + (fullest.get().counted() > 1 ? ", the fullest of " + fullest.get().counted() + " pairs" : ""))
                + "; entries leave a third of it to exits and stops, cancels are never held back.";
    }

    private static String points(long thousandths) {
        BigDecimal points = BigDecimal.valueOf(thousandths, 3).stripTrailingZeros();
        return (points.scale() < 0 ? points.setScale(0) : points).toPlainString();
    }
}
