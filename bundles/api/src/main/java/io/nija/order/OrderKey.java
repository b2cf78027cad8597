package io.nija.order;

/**
 * What an order is known by at its venue.
 *
 * @param clientOrderId the id it was sent with; null for an order that somebody else sent without one
 * @param venueOrderId the venue's id; null while the venue has not told it
 */
public record OrderKey(String clientOrderId, String venueOrderId) {

    public OrderKey {
        if (clientOrderId == null && venueOrderId == null) {
            throw new IllegalArgumentException("An order is known by its client order id, its venue order id, or both.");
        }
    }
}
