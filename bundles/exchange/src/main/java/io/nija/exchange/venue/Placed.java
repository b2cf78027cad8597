package io.nija.exchange.venue;

/**
 * What became of one order of a request.
 *
 * @param order the order, which may be over already; null when it was refused
 * @param error in the words of the protocol; null when it was accepted
 */
public record Placed(Order order, String error) {}
