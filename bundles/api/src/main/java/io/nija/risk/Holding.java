package io.nija.risk;

import java.math.BigDecimal;

/**
 * What NIJA holds of the base asset of an order, on its lane. From the journal, so always known.
 *
 * @param share what belongs to the strategy that the order is for, below zero for a short; to no strategy when it is for none
 * @param managed all strategies' shares on the lane together
 * @param reserved the person's own coins there, whether an order of the person's holds them or not
 */
public record Holding(BigDecimal share, BigDecimal managed, BigDecimal reserved) {

    /** Nothing. */
    public static final Holding NONE = new Holding(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
}
