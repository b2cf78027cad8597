package io.nija.trading.internal.order;

import java.math.BigDecimal;
import java.time.Instant;

import io.nija.order.OrderKey;
import io.nija.order.OrderRequest;
import io.nija.order.OrderView;
import io.nija.order.Trade;

/**
 * An order of ours as far as we know it. Immutable.
 *
 * @param intent what was meant
 * @param venueOrderId the venue's id, or null while it has not told it
 * @param phase where it is
 * @param quantity in base, as last amended
 * @param limit the limit price, as last amended, or null
 * @param stop the trigger price, as last amended, or null
 * @param filled the sum of its fills, in base
 * @param cost the sum of its fills' costs, in quote
 * @param fills how many
 * @param venueFilled what the venue last said is filled, or null
 * @param venueCost what the venue last said it cost, or null
 * @param code why it is where it is, stable; empty when there is nothing to say
 * @param reason the same in words
 * @param pending the change that is on its way, or null
 * @param pendingSince when that was sent, or a cancel; or null
 * @param updatedAt when anything was last learnt
 */
public record TrackedOrder(Intent intent, String venueOrderId, Phase phase, BigDecimal quantity, BigDecimal limit, BigDecimal stop,
        BigDecimal filled, BigDecimal cost, int fills, BigDecimal venueFilled, BigDecimal venueCost, String code, String reason,
        PendingChange pending, Instant pendingSince, Instant updatedAt) {

    /** A change on its way; what is null stays. */
    public record PendingChange(BigDecimal quantity, BigDecimal limit, BigDecimal stop, Instant deadline) {}

    /** A new one: nothing was sent. */
    public static TrackedOrder of(Intent intent) {
        OrderRequest order = intent.order();
        return new TrackedOrder(intent, null, Phase.CREATED, order.quantity(), order.limit(), order.stop(), BigDecimal.ZERO,
                BigDecimal.ZERO, 0, null, null, "", "", null, null, intent.at());
    }

    public long number() {
        return intent.number();
    }

    /** As operators call it. */
    public String id() {
        return "o" + intent.number();
    }

    public OrderKey key() {
        return new OrderKey(intent.clientOrderId(), venueOrderId);
    }

    /** What can still trade, in base. */
    public BigDecimal remaining() {
        return phase.ended() ? BigDecimal.ZERO : quantity.subtract(filled).max(BigDecimal.ZERO);
    }

    /** The average price of its fills, or null; with ten decimals more than the cost has. */
    public BigDecimal averagePrice() {
        return filled.signum() == 0 ? null
                : cost.divide(filled, cost.scale() + 10, java.math.RoundingMode.HALF_EVEN).stripTrailingZeros();
    }

    /** Whether it has ended and its fills are all here: by the venue's last word, quantity and cost agree. */
    public boolean settled() {
        return phase.ended() && (phase == Phase.DENIED || venueFilled == null && phase == Phase.REJECTED || agrees());
    }

    /** Whether its fills sum up to what the venue last said; false when the venue has said nothing. */
    public boolean agrees() {
        return venueFilled != null && venueFilled.compareTo(filled) == 0
                && (venueCost == null || venueCost.subtract(cost).abs().compareTo(tolerance()) <= 0);
    }

    /** The venue rounds the cost of each fill and the cost of the whole by itself: one last digit for each. */
    private BigDecimal tolerance() {
        return fills < 2 ? BigDecimal.ZERO : BigDecimal.ONE.movePointLeft(Math.min(venueCost.scale(), cost.scale()))
                .multiply(BigDecimal.valueOf(fills));
    }

    public TrackedOrder in(Phase to, Instant at) {
        boolean stillPending = to == Phase.PENDING_AMEND || to == Phase.PENDING_CANCEL;
        return new TrackedOrder(intent, venueOrderId, to, quantity, limit, stop, filled, cost, fills, venueFilled, venueCost, code,
                reason, stillPending ? pending : null, stillPending ? pendingSince : null, at);
    }

    public TrackedOrder because(String newCode, String newReason) {
        return new TrackedOrder(intent, venueOrderId, phase, quantity, limit, stop, filled, cost, fills, venueFilled, venueCost,
                newCode, newReason, pending, pendingSince, updatedAt);
    }

    public TrackedOrder knownAs(String id) {
        return id == null || id.equals(venueOrderId) ? this
                : new TrackedOrder(intent, id, phase, quantity, limit, stop, filled, cost, fills, venueFilled, venueCost, code,
                        reason, pending, pendingSince, updatedAt);
    }

    public TrackedOrder with(Trade fill) {
        return new TrackedOrder(intent, venueOrderId == null ? fill.venueOrderId() : venueOrderId, phase, quantity, limit, stop,
                filled.add(fill.quantity()), cost.add(fill.cost()), fills + 1, venueFilled, venueCost, code, reason, pending,
                pendingSince, updatedAt);
    }

    public TrackedOrder seenAs(OrderView view) {
        boolean asWanted = view.quantity() == null;
        return new TrackedOrder(intent, view.venueOrderId(), phase, asWanted ? quantity : view.quantity(), limit == null ? null
                : view.price() == null ? limit : view.price(), stop == null || view.stop() == null ? stop : view.stop(), filled, cost,
                fills, view.filled(), view.cost(), code, reason, pending, pendingSince, updatedAt);
    }

    public TrackedOrder changing(PendingChange change, Instant at) {
        return new TrackedOrder(intent, venueOrderId, phase, quantity, limit, stop, filled, cost, fills, venueFilled, venueCost,
                code, reason, change, at, at);
    }

    public TrackedOrder changed() {
        return pending == null ? this : new TrackedOrder(intent, venueOrderId, phase, pending.quantity() == null ? quantity
                : pending.quantity(), pending.limit() == null ? limit : pending.limit(), pending.stop() == null ? stop : pending.stop(),
                filled, cost, fills, venueFilled, venueCost, code, reason, pending, pendingSince, updatedAt);
    }
}
