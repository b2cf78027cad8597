package io.nija.matching;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * Fees by liquidity and by the volume of the last thirty days (Kraken: AssetPairs {@code fees}, {@code fees_maker}).
 * Exact decimals; a fee is rounded once, at the end.
 *
 * @param tiers ascending by {@link Tier#from}, the first from 0
 * @param rounding how a fee is rounded to the decimals of its asset. Kraken's way is not published; {@link #of} rounds
 *     down, so that the parts of an order never cost more than was held for the whole
 */
public record FeeSchedule(List<Tier> tiers, RoundingMode rounding) {

    /**
     * One line of the schedule.
     *
     * @param from from this thirty-day volume on, in the currency the volume is counted in
     * @param taker percent of the value, 0 to 100
     * @param maker percent of the value, -100 to 100; below zero the venue pays
     */
    public record Tier(BigDecimal from, BigDecimal taker, BigDecimal maker) {

        private static final BigDecimal HUNDRED = new BigDecimal(100);

        public Tier {
            if (taker.signum() < 0 || taker.compareTo(HUNDRED) > 0 || maker.abs().compareTo(HUNDRED) > 0) {
                throw new IllegalArgumentException("A fee is at most 100 percent, and a taker's is not below zero.");
            }
        }

        /** From text. */
        public static Tier of(String from, String taker, String maker) {
            return new Tier(new BigDecimal(from), new BigDecimal(taker), new BigDecimal(maker));
        }
    }

    public FeeSchedule {
        tiers = List.copyOf(tiers);
        if (tiers.isEmpty() || tiers.get(0).from().signum() != 0) {
            throw new IllegalArgumentException("A schedule begins at volume zero.");
        }
        for (int tier = 1; tier < tiers.size(); tier++) {
            if (tiers.get(tier - 1).from().compareTo(tiers.get(tier).from()) >= 0) {
                throw new IllegalArgumentException("A schedule's volumes ascend.");
            }
        }
    }

    /** A schedule that rounds down. */
    public static FeeSchedule of(Tier... tiers) {
        return new FeeSchedule(List.of(tiers), RoundingMode.DOWN);
    }

    /** The tier of a volume that is not below zero. */
    public Tier tier(BigDecimal volume) {
        Tier found = tiers.get(0);
        for (Tier tier : tiers) {
            if (tier.from().compareTo(volume) <= 0) {
                found = tier;
            }
        }
        return found;
    }

    /**
     * The fee of a fill.
     *
     * @param of what is charged: the cost for a fee in quote, the quantity for a fee in base
     * @param volume of the last thirty days before this fill
     * @param maker whether the order stood in the book
     * @param decimals of the asset the fee is in: {@link Grid#costDecimals} or {@link Grid#baseDecimals}
     */
    public BigDecimal fee(BigDecimal of, BigDecimal volume, boolean maker, int decimals) {
        Tier tier = tier(volume);
        return of.multiply(maker ? tier.maker() : tier.taker()).movePointLeft(2).setScale(decimals, rounding);
    }
}
