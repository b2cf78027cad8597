package io.nija.exchange.market;

/**
 * A price level of a book.
 *
 * @param ticks the price
 * @param lots the volume
 * @param time of the last change, nanoseconds since 1970
 */
public record Level(long ticks, long lots, long time) {}
