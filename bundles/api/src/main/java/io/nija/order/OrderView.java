package io.nija.order;

import java.math.BigDecimal;
import java.time.Instant;

import io.nija.account.LaneId;

/**
 * An order as a venue shows it.
 *
 * @param lane whose
 * @param venueOrderId the venue's id
 * @param clientOrderId the id it was sent with, or null
 * @param symbol as operators write it; the venue's own name when it is not known
 * @param side which way
 * @param type which kind
 * @param quantity in base
 * @param price the limit price (or the trigger where there is no limit), or null
 * @param stop the price that triggers it, or null when it waits for none or waits for a relative one
 * @param filled in base
 * @param cost what the filled part cost, in quote, fees apart; null when the venue does not say
 * @param averagePrice over the filled part, or null when nothing is filled
 * @param state where it is
 * @param createdAt by the venue's clock, or null
 * @param updatedAt by the venue's clock, or null
 */
public record OrderView(
        LaneId lane,
        String venueOrderId,
        String clientOrderId,
        String symbol,
        Side side,
        OrderType type,
        BigDecimal quantity,
        BigDecimal price,
        BigDecimal stop,
        BigDecimal filled,
        BigDecimal cost,
        BigDecimal averagePrice,
        OrderState state,
        Instant createdAt,
        Instant updatedAt) {}
