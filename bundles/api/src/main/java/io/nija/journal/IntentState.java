package io.nija.journal;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * An intent and where its order is, as the records say.
 *
 * @param intent what was wanted
 * @param sequence of the intent's record
 * @param writtenAt of the intent's record
 * @param sent whether a {@link Sent} of its placement is there: without one, the venue cannot have it
 * @param stage of the newest {@link OrderEvent}; without one {@link OrderStage#CREATED}, or {@link OrderStage#SUBMITTED}
 *     when it was sent
 * @param venueOrderId the venue's id; null while unknown
 * @param filled in base, as the newest event says
 * @param cost in quote, as the newest event says; null when unknown
 */
public record IntentState(
        Intent intent,
        long sequence,
        Instant writtenAt,
        boolean sent,
        OrderStage stage,
        String venueOrderId,
        BigDecimal filled,
        BigDecimal cost) {

    /** Whether something is still to come of it. */
    public boolean open() {
        return !stage.ended();
    }
}
