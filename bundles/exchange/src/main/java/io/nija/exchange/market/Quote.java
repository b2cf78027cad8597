package io.nija.exchange.market;

/**
 * The best prices from a moment on.
 *
 * @param time nanoseconds since 1970
 * @param bid ticks
 * @param ask ticks
 */
public record Quote(long time, long bid, long ask) {}
