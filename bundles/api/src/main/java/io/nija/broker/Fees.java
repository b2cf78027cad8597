package io.nija.broker;

import java.math.BigDecimal;

/**
 * What an account pays for trading an instrument.
 *
 * @param taker percent of cost
 * @param maker percent of cost, below zero for a rebate
 */
public record Fees(BigDecimal taker, BigDecimal maker) {}
