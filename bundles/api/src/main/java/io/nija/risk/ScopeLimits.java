package io.nija.risk;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * A profile's numbers for one scope. A null is no limit. Percentages are of {@link Worth#equity()} unless said otherwise.
 *
 * @param orderPercent the most one order may cost
 * @param positionPercent the most exposure in one asset
 * @param grossPercent the most exposure in all assets
 * @param openOrders the most own orders open at a time, the new one included
 * @param entriesPerMinute the most entries in any minute, the new one included
 * @param dailyLossPercent of {@link Worth#dayStart()}: a loss of the day that reaches it trips REDUCE_ONLY
 * @param drawdownPercent of {@link Worth#peak()}: a fall from the peak that reaches it trips REDUCE_ONLY
 * @param lossStreak so many losses in a row trip REDUCE_ONLY
 * @param cooldown how long no entry follows a loss
 */
public record ScopeLimits(
        BigDecimal orderPercent,
        BigDecimal positionPercent,
        BigDecimal grossPercent,
        Integer openOrders,
        Integer entriesPerMinute,
        BigDecimal dailyLossPercent,
        BigDecimal drawdownPercent,
        Integer lossStreak,
        Duration cooldown) {

    /** No limit at all. */
    public static final ScopeLimits NONE = new ScopeLimits(null, null, null, null, null, null, null, null, null);
}
