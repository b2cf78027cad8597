package io.nija.exchange.crowd;

import java.util.Map;

import io.nija.exchange.market.PairRule;

/**
 * How lively a pair is.
 *
 * @param perDay takers a day
 * @param depthUsd the median value of an order at the best price, in US dollars
 * @param takeUsd the median value a taker wants, in US dollars
 * @param calmPpm the least spread in parts per million; never less than a tick
 * @param quoteShift the makers look at their quotes every two to this power nanoseconds
 */
record Temper(long perDay, double depthUsd, double takeUsd, double calmPpm, int quoteShift) {

    private static final Map<String, Temper> KNOWN = Map.ofEntries(
            Map.entry("XXBTZUSD", new Temper(14_400, 6_000, 90, 0, 31)),
            Map.entry("XXBTZEUR", new Temper(11_520, 5_000, 90, 0, 31)),
            Map.entry("XBTUSDT", new Temper(8_640, 4_000, 80, 0, 31)),
            Map.entry("XETHZUSD", new Temper(11_520, 4_500, 80, 0, 31)),
            Map.entry("XETHZEUR", new Temper(8_640, 3_500, 80, 20, 31)),
            Map.entry("XETHXBT", new Temper(7_200, 3_000, 80, 0, 32)),
            Map.entry("SOLUSD", new Temper(8_640, 3_000, 70, 70, 31)),
            Map.entry("SOLEUR", new Temper(7_200, 2_500, 70, 0, 32)),
            Map.entry("XDGUSD", new Temper(8_640, 2_500, 60, 60, 32)),
            Map.entry("XTZUSD", new Temper(7_200, 1_500, 50, 250, 32)),
            Map.entry("USDTZUSD", new Temper(8_640, 12_000, 120, 0, 32)));
    private static final Temper ANY = new Temper(7_200, 2_000, 60, 100, 32);

    static Temper of(PairRule rule) {
        return KNOWN.getOrDefault(rule.id(), ANY);
    }
}
