package io.nija.simulation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

import io.nija.exchange.market.Candle;
import io.nija.exchange.market.Crowd;
import io.nija.exchange.market.Flow;
import io.nija.exchange.market.FlowTarget;
import io.nija.exchange.market.History;
import io.nija.exchange.market.PairRule;
import io.nija.exchange.market.Print;
import io.nija.exchange.market.Quote;

/** Strangers that cost little: a few levels around a price that wanders, and takers that come and go. */
final class QuietCrowd implements Crowd {

    static final Set<String> LIVELY = Set.of("XXBTZUSD", "XETHZUSD", "SOLUSD");

    private static final int LEVELS = 8;
    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;

    private final SplittableRandom chance;
    private final long start;
    private boolean still;

    QuietCrowd(SplittableRandom chance, long start) {
        this.chance = chance;
        this.start = start;
    }

    /** From now on nobody trades and no price moves. */
    void still() {
        still = true;
    }

    @Override
    public Flow flow(PairRule pair) {
        return new Wandering(pair, LIVELY.contains(pair.id()));
    }

    private static long anchor(PairRule pair) {
        return BigDecimal.valueOf(pair.base().anchorNanoUsd()).divide(BigDecimal.valueOf(pair.quote().anchorNanoUsd()), 12, RoundingMode.HALF_UP)
                .divide(pair.tickSize(), 0, RoundingMode.HALF_UP).longValueExact();
    }

    @Override
    public History history(PairRule pair) {
        Print one = new Print(1, start - 30 * DAY, anchor(pair), 1_000_000, true, false);
        return new OnePrint(one);
    }

    /** A market in which one trade was made before. */
    private record OnePrint(Print one) implements History {

        @Override
        public long opened() {
            return one.time() - SECOND;
        }

        @Override
        public long count(long until) {
            return until >= one.time() ? 1 : 0;
        }

        @Override
        public List<Print> between(long after, long until, int most) {
            return after < one.time() && one.time() <= until && most > 0 ? List.of(one) : List.of();
        }

        @Override
        public List<Print> newest(long until, int most) {
            return List.of(one);
        }

        @Override
        public Candle candle(long from, long to) {
            Candle.Sum sum = new Candle.Sum();
            if (from <= one.time() && one.time() < to) {
                sum.add(one.ticks(), one.lots());
            }
            return sum.candle();
        }

        @Override
        public List<Quote> quotes(long after, long until, int most) {
            return List.of();
        }
    }

    private final class Wandering implements Flow {

        private final boolean lively;
        private final long lots;
        private final List<Long> open = new ArrayList<>();
        private long price;
        private long ids;
        private long next;

        private Wandering(PairRule pair, boolean lively) {
            this.lively = lively;
            price = anchor(pair);
            lots = BigDecimal.valueOf(4_000).divide(pair.base().anchorUsd(), 8, RoundingMode.HALF_UP).movePointRight(8).longValue();
        }

        @Override
        public void begin(long now, FlowTarget market) {
            renew(market);
            market.index(price);
            next = now + pause();
        }

        private long pause() {
            return lively ? chance.nextLong(SECOND / 2, 2 * SECOND) : 6 * 3_600 * SECOND;
        }

        @Override
        public long nextAt() {
            return next;
        }

        @Override
        public void step(FlowTarget market) {
            next += pause();
            if (still || !lively) {
                return;
            }
            price += chance.nextLong(-price / 2_500, price / 2_500 + 1);
            renew(market);
            if (chance.nextInt(3) == 0) {
                market.market(++ids, chance.nextBoolean(), chance.nextLong(lots / 40, lots));
            }
            market.index(price);
        }

        private void renew(FlowTarget market) {
            open.forEach(market::cancel);
            open.clear();
            long gap = Math.max(1, price / 8_000);
            for (int level = 1; level <= LEVELS; level++) {
                place(market, true, price - level * gap);
                place(market, false, price + level * gap);
            }
        }

        private void place(FlowTarget market, boolean buys, long ticks) {
            if (ticks > 0) {
                market.limit(++ids, buys, chance.nextLong(lots / 2, 2 * lots), ticks);
                open.add(ids);
            }
        }

        @Override
        public void jump(long now, long perMillion) {
            price = Math.max(LEVELS + 1, price + price / 1_000 * perMillion / 1_000);
        }

        @Override
        public String snapshot() {
            throw new UnsupportedOperationException("This exchange lives as long as its seed and is not remembered.");
        }

        @Override
        public void restore(String snapshot) {
            throw new UnsupportedOperationException("This exchange lives as long as its seed and is not remembered.");
        }
    }
}
