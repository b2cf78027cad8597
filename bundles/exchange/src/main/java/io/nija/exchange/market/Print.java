package io.nija.exchange.market;

/**
 * A trade on the public tape.
 *
 * @param number its place on the tape, without gaps
 * @param time nanoseconds since 1970
 * @param ticks the price
 * @param lots the volume
 * @param takerBuys the taker's side
 * @param atMarket whether the taker's order was a market order
 */
public record Print(long number, long time, long ticks, long lots, boolean takerBuys, boolean atMarket) {}
