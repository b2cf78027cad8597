package io.nija.trading.internal.lane;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.nija.books.Fill;
import io.nija.books.LossStreak;
import io.nija.books.Position;
import io.nija.journal.FillApplied;
import io.nija.market.Symbol;

/** The positions of one lane: the sum of the fills of our own orders, by instrument and strategy. Not thread-safe. */
public final class Shares {

    /**
     * The strategy's name of a person's sale of coins that are not NIJA's: such a fill changes the owner's own holding and
     * no position.
     */
    public static final String FOREIGN = "foreign";

    private final Map<String, Share> shares = new TreeMap<>();
    private LossStreak streak = LossStreak.NONE;

    /** Books a fill; one of an order that is not ours, or of foreign coins, changes no position. */
    public void book(FillApplied fill) {
        if (fill.intent() == null || FOREIGN.equals(fill.strategy())) {
            return;
        }
        Symbol symbol = Symbol.parse(fill.trade().symbol());
        String key = symbol + " " + (fill.strategy() == null ? "" : fill.strategy());
        Position before = shares.containsKey(key) ? shares.get(key).position() : Position.none(symbol);
        Position after = before.apply(Fill.of(fill.trade(), symbol)).position();
        shares.put(key, new Share(fill.strategy(), after));
        if (before.quantity().signum() != 0 && after.quantity().signum() == 0) {
            streak = streak.closed(after.trip(), fill.trade().at());
        }
    }

    /** All that ever were, those that hold nothing any more included. */
    public List<Share> all() {
        return List.copyOf(shares.values());
    }

    /** Losses in a row. */
    public LossStreak streak() {
        return streak;
    }

    /** A person resumed: counting begins again. */
    public void resumed() {
        streak = streak.resumed();
    }

    /** What is managed of each asset, over all instruments and strategies; only what is above zero. */
    public Map<String, BigDecimal> managed() {
        return managed(shares.values());
    }

    /** As {@link #managed()}, of these. */
    public static Map<String, BigDecimal> managed(Collection<Share> shares) {
        Map<String, BigDecimal> assets = new TreeMap<>();
        new ArrayList<>(shares).forEach(share -> assets.merge(share.position().symbol().base(), share.position().quantity(), BigDecimal::add));
        assets.values().removeIf(quantity -> quantity.signum() <= 0);
        return assets;
    }
}
