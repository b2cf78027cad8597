package io.nija.risk;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;

/**
 * The numbers of one risk profile. A null is no limit.
 *
 * @param profile its name, from the file's name: {@code io.nija.risk-careful.cfg} is {@code careful}
 * @param practiceOnly whether only paper and sandbox lanes may use it
 * @param tradeRiskPercent of equity: the most one entry may lose when its stop is hit
 * @param openRiskPercent of equity: the most all positions of the account may lose when every stop is hit
 * @param assumedStopPercent how far from its average price the stop of a position is put that nobody named; null for none:
 *     then all of it counts as risk
 * @param collarPercent how much worse than the best price of the other side a limit may be; also the limit that a market
 *     order gets; never null
 * @param quoteAge a quote older than this is stale; never null
 * @param spreadPercent of the middle: the widest spread
 * @param depthPercent of the visible quantity inside the collar: the largest order
 * @param duplicateWindow the same entry twice within this time is one too many
 * @param quietPeriod how long no entry follows an outage
 * @param pegPercent how far a stablecoin may be from its peg
 * @param stablecoins each stablecoin and the currency it is pegged to: {@code USDT} to {@code USD}
 * @param scopes the numbers of each scope; one that is absent has no limits
 */
public record RiskLimits(
        String profile,
        boolean practiceOnly,
        BigDecimal tradeRiskPercent,
        BigDecimal openRiskPercent,
        BigDecimal assumedStopPercent,
        BigDecimal collarPercent,
        Duration quoteAge,
        BigDecimal spreadPercent,
        BigDecimal depthPercent,
        Duration duplicateWindow,
        Duration quietPeriod,
        BigDecimal pegPercent,
        Map<String, String> stablecoins,
        Map<Scope, ScopeLimits> scopes) {

    public RiskLimits {
        stablecoins = Map.copyOf(stablecoins);
        scopes = Map.copyOf(scopes);
    }

    /** The numbers of a scope. */
    public ScopeLimits of(Scope scope) {
        return scopes.getOrDefault(scope, ScopeLimits.NONE);
    }
}
