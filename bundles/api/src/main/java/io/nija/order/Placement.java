package io.nija.order;

import java.time.Instant;
import java.util.Objects;

/**
 * An order on its way to a venue. Whoever makes one has written its intent to disk before.
 *
 * @param clientOrderId ours: derived from the journal's epoch and the intent's number, never used for another order
 * @param order what is wanted, already on the instrument's grid
 * @param purpose what it does to a position: protective orders go out before exits, exits before entries
 * @param deadline the venue must not take it after this moment of its clock
 */
public record Placement(String clientOrderId, OrderRequest order, Purpose purpose, Instant deadline) {

    public Placement {
        Objects.requireNonNull(clientOrderId, "clientOrderId");
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(purpose, "purpose");
        Objects.requireNonNull(deadline, "deadline");
    }
}
