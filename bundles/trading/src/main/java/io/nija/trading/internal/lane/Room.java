package io.nija.trading.internal.lane;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.nija.trading.internal.order.TrackedOrder;
import io.nija.trading.internal.protection.Act;
import io.nija.trading.internal.protection.Guarded;

/**
 * What the venue lets be offered of each managed coin beside what rests already, for one look at all positions. They share it: what
 * the venue withholds of a coin is withheld once, and not of each of its positions, and what the stop of one takes is not there for
 * the next. Where the coins of one position are offered by nothing, those of the others may be. Not thread-safe.
 */
final class Room {

    private final LaneBook book;
    private final Map<Guarded, BigDecimal> sellable = new HashMap<>();
    private final Map<String, BigDecimal> managed;
    private final Map<String, BigDecimal> withheld;
    private final Map<String, BigDecimal> left = new HashMap<>();

    /**
     * @param shares all positions
     * @param withheld of each asset by the venue, beside what rests
     */
    Room(LaneBook book, Collection<Share> shares, Map<String, BigDecimal> withheld) {
        this.book = book;
        this.withheld = withheld;
        managed = Shares.managed(shares);
        Shares.sellable(shares).forEach((share, most) -> sellable.put(new Guarded(share.position().symbol(), share.strategy()), most));
    }

    /** The most that a position's own sells may sell together: what it has, and what others of the coin leave. */
    BigDecimal most(Guarded of) {
        return Scenes.most(book, of, managed(of.symbol().base())).min(sellable.getOrDefault(of, BigDecimal.ZERO));
    }

    /** What is managed of an asset. */
    private BigDecimal managed(String asset) {
        return managed.getOrDefault(asset, BigDecimal.ZERO);
    }

    /** What may be offered of an asset beside what rests; nothing or more. */
    BigDecimal of(String asset) {
        return left.computeIfAbsent(asset, first -> managed(asset).subtract(withheld.getOrDefault(asset, BigDecimal.ZERO))
                .subtract(book.open().stream().filter(order -> Attribution.sells(order, asset)).map(TrackedOrder::mostRemaining)
                        .reduce(BigDecimal.ZERO, BigDecimal::add))).max(BigDecimal.ZERO);
    }

    /** What is about to be done for a position takes its part of it. */
    void take(String asset, Act act, List<TrackedOrder> sells) {
        BigDecimal more = act instanceof Act.Place place ? place.quantity() : act instanceof Act.Rescue rescue ? rescue.quantity()
                : act instanceof Act.Amend amend && amend.quantity() != null ? amend.quantity().subtract(sells.stream()
                        .filter(order -> order.number() == amend.number()).map(order -> order.filled().quantity().add(order.mostRemaining()))
                        .findFirst().orElse(amend.quantity())) : BigDecimal.ZERO;
        if (more.signum() > 0) {
            left.put(asset, of(asset).subtract(more));
        }
    }
}
