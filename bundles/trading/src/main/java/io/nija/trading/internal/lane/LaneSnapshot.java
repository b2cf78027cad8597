package io.nija.trading.internal.lane;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.account.LaneId;
import io.nija.books.RoundTrip;
import io.nija.order.OrderView;
import io.nija.order.Purpose;
import io.nija.risk.RecentIntent;
import io.nija.status.Evidence;
import io.nija.trading.internal.order.TrackedOrder;
import io.nija.trading.internal.protection.Cover;
import io.nija.trading.internal.protection.Guarded;

/**
 * A lane at one moment, for everybody else. Immutable.
 *
 * @param lane which
 * @param ready whether the journal was read; before that nothing here means anything
 * @param orders those at hand: all open ones, and the latest that ended since the start
 * @param strangers resting orders that this journal does not know
 * @param shares positions, those that hold nothing any more included
 * @param trips the latest closed round trips, oldest first
 * @param accounting whether every balance change is explained
 * @param recent entries of the last minutes, oldest first
 * @param reconciled whether journal and venue agree
 * @param evidence of that, for the ladder
 * @param differences between journal and venue
 * @param unprovable why the venue can never tell of an order, by number
 * @param lastOrderAt when the last order was sent, or null
 * @param lastOutageEnd when the connection last came back, or null
 * @param covers how each position is protected
 * @param plannedStops where entries that can still trade said that their stops are to be, by number
 */
public record LaneSnapshot(LaneId lane, boolean ready, List<TrackedOrder> orders, List<OrderView> strangers, List<Share> shares,
        List<RoundTrip> trips, Accounting accounting, List<RecentIntent> recent, boolean reconciled, Evidence evidence, List<Difference> differences, Map<Long, String> unprovable,
        Instant lastOrderAt, Instant lastOutageEnd, List<Cover> covers, Map<Long, BigDecimal> plannedStops) {

    /** How long entries are remembered for the checks that count them. */
    private static final Duration RECENT = Duration.ofMinutes(10);

    /** The entries among those that were sent which are still counted at {@code now}. */
    static List<RecentIntent> entries(LaneId lane, List<TrackedOrder> sent, Instant now) {
        return sent.stream().filter(order -> order.intent().purpose() == Purpose.ENTRY && order.createdAt().plus(RECENT).isAfter(now))
                .map(order -> new RecentIntent(lane, order.intent().strategy(), order.request(), order.createdAt())).toList();
    }

    /** How a share is protected, if it is known. */
    public Optional<Cover> cover(Share share) {
        Guarded of = new Guarded(share.position().symbol(), share.strategy());
        return covers.stream().filter(cover -> cover.of().equals(of)).findFirst();
    }

    /** Whether an order with our prefix rests that the journal does not know: then nothing is sent that opens. */
    public boolean orphaned() {
        return differences.stream().anyMatch(difference -> difference.kind() == Difference.Kind.ORPHANED);
    }

    /** Whether journal and venue agree by a proof that is recent enough at {@code now}. */
    public boolean reconciled(Instant now) {
        return reconciled && evidence.at().plus(Reconciler.PROOF_LASTS).isAfter(now);
    }

    /** Own orders that can still trade. */
    public List<TrackedOrder> open() {
        return orders.stream().filter(TrackedOrder::open).toList();
    }
}
