package io.nija.simulator.internal.market;

/**
 * A part of an order that meets something in the book.
 *
 * @param ticks the price of what stands in the book
 * @param lots how much
 * @param maker the order met, or null when it is the model's
 */
public record Take(long ticks, long lots, Resting maker) {}
