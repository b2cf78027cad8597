package io.nija.order;

import java.time.Instant;

/**
 * An order on its way to a venue. Whoever makes one has written its intent to disk before.
 *
 * @param clientOrderId ours: derived from the journal's epoch and the intent's number, never used for another order
 * @param order what is wanted, already on the instrument's grid
 * @param deadline the venue must not take it after this moment of its clock
 */
public record Placement(String clientOrderId, OrderRequest order, Instant deadline) {}
