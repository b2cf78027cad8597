package io.nija.trading.internal.lane;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.nija.account.LaneId;
import io.nija.journal.OrderStage;
import io.nija.order.Purpose;
import io.nija.risk.RecentIntent;
import io.nija.trading.internal.order.TrackedOrder;

/**
 * What was sent lately. Looked at whenever anything happens, so in one pass.
 *
 * @param entries the entries that the checks count, oldest first
 * @param lastOrderAt when the last order was sent, or null
 */
record Lately(List<RecentIntent> entries, Instant lastOrderAt) {

    /** How long entries are remembered for the checks that count them. */
    private static final Duration RECENT = Duration.ofMinutes(10);

    /**
     * Of the orders at hand.
     *
     * @param before when the last order was sent as far as was known, or null
     */
    static Lately of(LaneId lane, List<TrackedOrder> orders, Instant before, Instant now) {
        Instant from = now.minus(RECENT);
        Instant last = before;
        List<RecentIntent> entries = new ArrayList<>();
        for (TrackedOrder order : orders) {
            if (order.stage() != OrderStage.DENIED) {
                last = last == null || order.createdAt().isAfter(last) ? order.createdAt() : last;
                if (order.intent().purpose() == Purpose.ENTRY && order.createdAt().isAfter(from)) {
                    entries.add(new RecentIntent(lane, order.intent().strategy(), order.request(), order.createdAt()));
                }
            }
        }
        return new Lately(List.copyOf(entries), last);
    }
}
