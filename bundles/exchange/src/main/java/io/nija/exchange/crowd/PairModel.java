package io.nija.exchange.crowd;

import io.nija.exchange.market.PairRule;

/**
 * What the crowd thinks of one pair, a pure function of seed and time (and of the jumps somebody ordered): the best
 * prices, who takes how much, what stands behind the best prices. {@link SeededFlow} brings it into the living market;
 * {@link SeededHistory} tells what it must have done before. Doubles draw; what leaves here is whole ticks and lots.
 */
final class PairModel {

    private static final Sizes TAKES = new Sizes(2.0);
    private static final Sizes STANDS = new Sizes(1.5);
    private static final double LOTS = 1e8;
    /** How far ahead takers know what the makers do not know yet. */
    private static final long FORESIGHT = 20_000_000_000L;

    private final PairRule rule;
    private final Temper temper;
    private final ValuePath base;
    private final ValuePath quote;
    private final ValuePath baseAhead;
    private final ValuePath quoteAhead;
    private final Jumps baseJumps;
    private final Jumps quoteJumps;
    private final Arrivals arrivals;
    private final long key;
    private final double tick;
    private final double anchor;

    PairModel(long seed, PairRule rule, SeededCrowd crowd, Arrivals arrivals) {
        this.rule = rule;
        this.arrivals = arrivals;
        temper = Temper.of(rule);
        base = crowd.path(rule.base());
        quote = crowd.path(rule.quote());
        baseAhead = crowd.ahead(rule.base());
        quoteAhead = crowd.ahead(rule.quote());
        baseJumps = crowd.jumps(rule.base());
        quoteJumps = crowd.jumps(rule.quote());
        key = Hash.of(seed ^ 0x6d61726b6574L, rule.id().hashCode());
        tick = rule.tickSize().doubleValue();
        anchor = rule.base().anchorNanoUsd() / 1e9;
    }

    PairRule rule() {
        return rule;
    }

    Arrivals arrivals() {
        return arrivals;
    }

    Jumps jumps() {
        return baseJumps;
    }

    /** The makers' last look at their quotes, not later than a moment. */
    long look(long time) {
        return time >> temper.quoteShift() << temper.quoteShift();
    }

    /** The look after that. */
    long nextLook(long time) {
        return look(time) + (1L << temper.quoteShift());
    }

    /** What the pair is worth, in ticks. */
    double worth(long time) {
        return base.usd(time) * baseJumps.factor(time) / (quote.usd(time) * quoteJumps.factor(time)) / tick;
    }

    /** The best bid for a worth, when the makers look; at least a thousand ticks. */
    long bid(double worth, long spread) {
        return Math.max(1_000, (long) (worth - spread / 2.0 + 0.5));
    }

    /** The spread in ticks: the least there is while it is calm, wide in bursts. */
    long spread(double worth, long look) {
        double stress = base.stress(look);
        double chance = ValuePath.fraction(Hash.of(key ^ 0x737072L, look));
        double ppm = temper.calmPpm() * (0.6 + 0.8 * chance);
        if (stress > 1) {
            ppm += 600 * (stress - 1) * chance * chance;
        }
        return Math.max(1, (long) (worth * ppm / 1_000_000));
    }

    /** Whether a taker buys: they come in runs, and more often on the side the price is about to go. */
    boolean buys(long number, long time) {
        double soon = baseAhead.usd(time + FORESIGHT) / quoteAhead.usd(time + FORESIGHT);
        double ahead = (soon * quote.usd(time) / base.usd(time) - 1) * 2_500;
        double lean = Math.max(-0.4, Math.min(0.4, ahead));
        // Runs: the same eight arrivals share a leaning.
        lean += (ValuePath.fraction(Hash.of(key ^ 0x72756eL, number >> 3)) - 0.5) * 0.5;
        return ValuePath.fraction(Hash.of(key ^ 0x62757973L, number)) < 0.5 + lean;
    }

    /** How much a taker wants, in lots. */
    long takes(long number, long time) {
        double usd = temper.takeUsd() * TAKES.of(Hash.of(key ^ 0x74616b65L, number)) * Math.sqrt(base.stress(time));
        return lots(usd);
    }

    /** Whether a taker sends a market order. */
    boolean atMarket(long number) {
        return (Hash.of(key ^ 0x6d6bL, number) & 3) == 0;
    }

    /** How much a maker puts at a place behind the best price: more the farther away. */
    long stands(long look, boolean bidSide, int place) {
        double usd = temper.depthUsd() * STANDS.of(Hash.of(key ^ (bidSide ? 0x62L : 0x61L), look + place))
                * (1 + Math.min(place, 400) / 12.0);
        return lots(usd);
    }

    /** How many ticks a place lies behind the one before it. */
    long gap(double worth, long look, boolean bidSide, int place) {
        double ppm = 15 + 0.9 * Math.min(place, 500);
        double chance = 0.3 + 1.4 * ValuePath.fraction(Hash.of(key ^ (bidSide ? 0x42L : 0x41L), look + place));
        return Math.max(1, (long) (worth * ppm * chance / 1_000_000));
    }

    /** Which place's size changes at a look. */
    int renewed(long look, boolean bidSide, int places) {
        return (int) Hash.below(Hash.of(key ^ (bidSide ? 0x7262L : 0x7261L), look), places);
    }

    private long lots(double usd) {
        return Math.max(1, (long) (usd / anchor * LOTS));
    }
}
