package io.nija.journal;

import java.time.Instant;
import java.util.Objects;

import io.nija.account.LaneId;
import io.nija.order.OrderKey;

/**
 * A command is about to leave, or has left: from here on its outcome is unknown until an {@link Answered} or an
 * {@link OrderEvent} says otherwise.
 *
 * @param lane whose
 * @param intent the number of the order's intent; null for an order that is not ours, cancelled by a person
 * @param action what is asked
 * @param order of which order
 * @param deadline the venue must not do it after this moment of its clock; null when the action has none
 * @param at when, by this machine's clock
 */
public record Sent(LaneId lane, Long intent, Action action, OrderKey order, Instant deadline, Instant at)
        implements JournalRecord {

    public Sent {
        Objects.requireNonNull(lane, "lane");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(at, "at");
    }
}
