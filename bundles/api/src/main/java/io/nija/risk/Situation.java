package io.nija.risk;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.nija.order.OrderRequest;
import io.nija.order.Purpose;

/**
 * An order somebody wants, and everything it is judged by.
 *
 * @param order as it would be sent: on the instrument's grid, a market order already a limit at the collar. For an
 *     amendment the order as it would be afterwards, with what would remain as its quantity
 * @param purpose what it does to the position
 * @param origin who wants it
 * @param strategy for which strategy, or null
 * @param plannedStop where the stop of an entry will be, or null when it names none
 * @param foreign whether a person sells, knowingly, coins that are not NIJA's: then not the managed position but the
 *     venue's available balance is the bound
 * @param amended the resting order that this one changes in place, or null; it is not among {@link #working()}
 * @param lane where it goes
 * @param market what it is about
 * @param holding what NIJA holds of the base asset there
 * @param working orders that may still trade, own and foreign, in doubt too, of all own accounts
 * @param recent own entries of at least the last {@link RiskLimits#duplicateWindow()}
 * @param standings how each scope stands; {@link Scope#STRATEGY} is absent when {@link #strategy()} is null, all others
 *     must be there for an entry
 * @param limits the account's profile; null when there is no such profile: then no entry passes
 * @param now by this machine's clock
 */
public record Situation(
        OrderRequest order,
        Purpose purpose,
        Origin origin,
        String strategy,
        BigDecimal plannedStop,
        boolean foreign,
        WorkingOrder amended,
        LaneView lane,
        MarketView market,
        Holding holding,
        List<WorkingOrder> working,
        List<RecentIntent> recent,
        Map<Scope, Standing> standings,
        RiskLimits limits,
        Instant now) {

    public Situation {
        working = List.copyOf(working);
        recent = List.copyOf(recent);
        standings = Map.copyOf(standings);
    }
}
