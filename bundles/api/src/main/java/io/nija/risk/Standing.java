package io.nija.risk;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import io.nija.broker.Observation;

/**
 * How a scope stands before the order is added to it. Amounts are in {@link #currency()}.
 *
 * <p>Exposures count own positions at market and own entries that rest or are in doubt at their price. An account that
 * cannot be read is left out of the equity of {@link Scope#ASSET} and {@link Scope#GLOBAL} but stays in their exposures
 * with what was last known: its trouble makes limits tighter for others, and does not stop them.
 *
 * @param scope which scope
 * @param name of what: the account, the strategy, the asset, or {@code all}
 * @param currency what its amounts are in
 * @param worth what it is worth; missing when a rate is missing or a balance changed without explanation
 * @param inAsset exposure in the asset of the order, across quote currencies
 * @param gross exposure in all assets
 * @param openRisk what all positions and resting entries lose when every stop is hit
 * @param openOrders own orders that rest or are in doubt
 * @param entries when entries were sent, of at least the last minute
 * @param lossStreak closed losses in a row, since the last gain and the last explicit resume
 * @param lastLossAt when the last loss was closed, or null
 */
public record Standing(
        Scope scope,
        String name,
        String currency,
        Observation<Worth> worth,
        Observation<BigDecimal> inAsset,
        Observation<BigDecimal> gross,
        Observation<BigDecimal> openRisk,
        int openOrders,
        List<Instant> entries,
        int lossStreak,
        Instant lastLossAt) {

    public Standing {
        entries = List.copyOf(entries);
    }
}
