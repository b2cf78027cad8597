package io.nija.trading.internal.lane;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

    /** Books a fill; one of an order that is not ours, or of foreign coins, changes no position. */
    public void book(FillApplied fill) {
        if (fill.intent() == null || FOREIGN.equals(fill.strategy())) {
            return;
        }
        Symbol symbol = Symbol.parse(fill.trade().symbol());
        shares.merge(symbol + " " + (fill.strategy() == null ? "" : fill.strategy()), Share.none(symbol, fill.strategy()).with(fill.trade()),
                (before, first) -> before.with(fill.trade()));
    }

    /** All that ever were, those that hold nothing any more included. */
    public List<Share> all() {
        return List.copyOf(shares.values());
    }

    /** What is managed of each asset, over all instruments and strategies; only what is above zero. */
    public Map<String, BigDecimal> managed() {
        return managed(shares.values());
    }

    /** As {@link #managed()}, of these. */
    public static Map<String, BigDecimal> managed(Collection<Share> shares) {
        Map<String, BigDecimal> assets = new TreeMap<>();
        shares.forEach(share -> assets.merge(share.symbol().base(), share.quantity(), BigDecimal::add));
        assets.values().removeIf(quantity -> quantity.signum() <= 0);
        return assets;
    }
}
