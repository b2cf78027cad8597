package io.nija.broker.kraken.internal.stream.frame;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * One event of the executions channel (sheet, section 13.1). Only the order's id is always there: an update says what changed,
 * and the rest is null.
 *
 * @param type why it was sent: {@code new}, {@code trade}, {@code canceled} and so on
 * @param status the order's state after it
 * @param tradeId the venue's id of the fill, for {@code trade}
 * @param rateCount the engine's counter of the pair after it, when the venue tells it
 */
public record Execution(
        String orderId,
        String clientOrderId,
        String type,
        String status,
        String symbol,
        String side,
        String orderType,
        BigDecimal quantity,
        BigDecimal cashQuantity,
        BigDecimal limitPrice,
        String limitPriceType,
        BigDecimal triggerPrice,
        String triggerPriceType,
        BigDecimal filled,
        BigDecimal cost,
        BigDecimal averagePrice,
        String tradeId,
        BigDecimal lastQuantity,
        BigDecimal lastPrice,
        BigDecimal lastCost,
        String liquidity,
        List<Fee> fees,
        String reason,
        Instant at,
        BigDecimal rateCount) {

    public Execution {
        fees = List.copyOf(fees);
    }

    /** What was taken, and in which asset. */
    public record Fee(String asset, BigDecimal quantity) {}

    /** Whether it is a fill. */
    public boolean fill() {
        return tradeId != null && lastQuantity != null && lastPrice != null;
    }
}
