package io.nija.order;

/**
 * A venue's word that it would take an order.
 *
 * @param description the order in the venue's own words
 */
public record Validation(String description) {}
