package io.nija.trading.internal.lane;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import io.nija.trading.internal.order.TrackedOrder;

/**
 * What a look at the positions was made of, but for time, quotes and switches, which are looked at each second. Each part is the same
 * object until it changes, so that asking costs nothing.
 */
record Seen(List<TrackedOrder> orders, long shares, Map<String, BigDecimal> withheld, Venue venue, boolean compared) {

    boolean is(Seen other) {
        return other != null && orders == other.orders && shares == other.shares && withheld == other.withheld && venue == other.venue
                && compared == other.compared;
    }
}
