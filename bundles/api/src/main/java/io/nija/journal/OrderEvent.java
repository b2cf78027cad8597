package io.nija.journal;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;

import io.nija.account.LaneId;

/**
 * An order of ours went from one stage to another, or stayed and learned something. The newest event of an intent is where
 * its order is.
 *
 * @param lane whose
 * @param intent the number of the order's intent
 * @param event the state machine's name of what happened
 * @param from the stage before
 * @param to the stage after
 * @param venueOrderId the venue's id; null while unknown
 * @param filled all that was filled so far, in base
 * @param cost what that cost, in quote, fees apart; null when the venue does not say
 * @param code stable, why; may be empty
 * @param reason one line of plain words; may be empty
 * @param inferred true when no message of the venue says so: concluded from what is absent, or from time
 * @param venueAt by the venue's clock; null when it does not say
 */
public record OrderEvent(
        LaneId lane,
        Long intent,
        String event,
        OrderStage from,
        OrderStage to,
        String venueOrderId,
        BigDecimal filled,
        BigDecimal cost,
        String code,
        String reason,
        boolean inferred,
        Instant venueAt) implements JournalRecord {

    public OrderEvent {
        Objects.requireNonNull(lane, "lane");
        Objects.requireNonNull(intent, "intent");
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(filled, "filled");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(reason, "reason");
    }

    /** Whether the order had ended and lives again, or ended otherwise than we thought. */
    public boolean revived() {
        return from.ended() && from != to;
    }
}
