package io.nija.exchange.market;

import java.math.BigDecimal;
import java.util.List;

/**
 * Fees by volume of the last thirty days (reference sheet §15: the schedule in captures of November 2025).
 *
 * @param steps ascending by {@link Step#volume}; the first begins at zero
 */
public record FeeSchedule(List<Step> steps) {

    /** Ordinary pairs. */
    public static final FeeSchedule ORDINARY = new FeeSchedule(List.of(
            Step.of("0", "0.4", "0.25"),
            Step.of("10000", "0.35", "0.2"),
            Step.of("50000", "0.24", "0.14"),
            Step.of("100000", "0.22", "0.12"),
            Step.of("250000", "0.2", "0.1"),
            Step.of("500000", "0.18", "0.08"),
            Step.of("1000000", "0.16", "0.06"),
            Step.of("2500000", "0.14", "0.04"),
            Step.of("5000000", "0.12", "0.02"),
            Step.of("10000000", "0.1", "0")));

    /** Pairs of a stable coin with its own currency. */
    public static final FeeSchedule STABLE = new FeeSchedule(List.of(
            Step.of("0", "0.2", "0.2"),
            Step.of("50000", "0.16", "0.16"),
            Step.of("100000", "0.12", "0.12"),
            Step.of("250000", "0.08", "0.08"),
            Step.of("500000", "0.04", "0.04"),
            Step.of("1000000", "0", "0")));

    public FeeSchedule {
        steps = List.copyOf(steps);
    }

    /** The position in {@link #steps} that applies to a volume in US dollars. */
    public int tier(BigDecimal volume) {
        int tier = 0;
        while (tier + 1 < steps.size() && steps.get(tier + 1).volume().compareTo(volume) <= 0) {
            tier++;
        }
        return tier;
    }

    /** The fee in percent of cost. */
    public BigDecimal percent(BigDecimal volume, boolean maker) {
        return steps.get(tier(volume)).percent(maker);
    }

    /**
     * One line of the schedule.
     *
     * @param volume from this thirty-day volume on, in US dollars
     * @param taker percent of cost
     * @param maker percent of cost
     */
    public record Step(BigDecimal volume, BigDecimal taker, BigDecimal maker) {

        static Step of(String volume, String taker, String maker) {
            return new Step(new BigDecimal(volume), new BigDecimal(taker), new BigDecimal(maker));
        }

        /** The percentage for one kind of liquidity. */
        public BigDecimal percent(boolean isMaker) {
            return isMaker ? maker : taker;
        }
    }
}
