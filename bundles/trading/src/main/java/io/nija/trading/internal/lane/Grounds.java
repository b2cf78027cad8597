package io.nija.trading.internal.lane;

import java.math.BigDecimal;

import io.nija.market.Instrument;

/**
 * What a position's protection needs to know from outside its lane.
 *
 * @param distancePercent how far below the average price the account's profile puts a stop that nobody named; null for none
 * @param collarPercent how much worse than the best price a sale may be
 * @param instrument the venue's rules; null while they are not known
 * @param sends whether the lane's mode lets it send orders
 * @param halted whether HALT is in force
 */
public record Grounds(BigDecimal distancePercent, BigDecimal collarPercent, Instrument instrument, boolean sends, boolean halted) {}
