package io.nija.journal;

import java.util.Objects;

import io.nija.account.LaneId;
import io.nija.order.Placement;
import io.nija.order.Purpose;

/**
 * Somebody wants an order. Durable before anything is sent; a new attempt is a new intent.
 *
 * @param number from {@link Journal#nextIntent()}; used once
 * @param lane whose order, where
 * @param placement exactly what will be sent: client order id, order, purpose, deadline
 * @param strategy whose share it trades; null for an order of a person
 * @param origin who asked: {@code shell:alice}, {@code strategy apex-btc 3}, {@code protection}
 * @param operatorId the text given with {@code --id}, unique in a lane; null when none was given
 * @param parent the number of the intent that this one protects, closes or goes on with; null when there is none
 * @param explanation why, in one line; may be empty
 */
public record Intent(
        long number,
        LaneId lane,
        Placement placement,
        String strategy,
        String origin,
        String operatorId,
        Long parent,
        String explanation) implements JournalRecord {

    public Intent {
        if (number < 1) {
            throw new IllegalArgumentException("Intents are numbered from 1; this one has " + number + ".");
        }
        Objects.requireNonNull(lane, "lane");
        Objects.requireNonNull(placement, "placement");
        Objects.requireNonNull(placement.clientOrderId(), "client order id");
        Objects.requireNonNull(placement.purpose(), "purpose");
        Objects.requireNonNull(placement.order(), "order");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(explanation, "explanation");
    }

    /** Whether it opens, closes or protects. */
    public Purpose purpose() {
        return placement.purpose();
    }

    @Override
    public Long intent() {
        return number;
    }
}
