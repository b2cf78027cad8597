package io.nija.trading.internal.order;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

import io.nija.journal.Intent;
import io.nija.journal.OrderStage;
import io.nija.order.Amendment;
import io.nija.order.OrderKey;
import io.nija.order.OrderRequest;
import io.nija.order.OrderView;
import io.nija.order.Side;
import io.nija.order.Trade;

/**
 * An order of ours as far as we know it. Immutable.
 *
 * @param intent what was meant
 * @param createdAt when the intent was written
 * @param venueOrderId the venue's id, or null while it has not told it
 * @param stage where it is
 * @param terms what it asks for now, amendments included
 * @param filled the sum of its fills
 * @param venue what the venue last said is filled, or null while it has said nothing
 * @param code why it is where it is, stable; empty when there is nothing to say
 * @param reason the same in words
 * @param pending the change that is on its way, or null
 * @param pendingSince when a cancel or change was sent that has not ended, or null
 * @param updatedAt when anything was last learnt
 */
public record TrackedOrder(Intent intent, Instant createdAt, String venueOrderId, OrderStage stage, Terms terms, Sum filled,
        Sum venue, String code, String reason, Amendment pending, Instant pendingSince, Instant updatedAt) {

    /** What the explanation of an intent begins with whose order was not sent from this journal: a person took it in. */
    public static final String ADOPTED = "adopted";

    /** What an order asks for: quantity in base; limit and stop may be null. */
    public record Terms(BigDecimal quantity, BigDecimal limit, BigDecimal stop) {}

    /**
     * What is filled.
     *
     * @param quantity in base
     * @param cost in quote, fees apart; null when the venue does not say
     * @param count of how many fills; 0 when it is the venue's word
     */
    public record Sum(BigDecimal quantity, BigDecimal cost, int count) {

        static final Sum NONE = new Sum(BigDecimal.ZERO, BigDecimal.ZERO, 0);

        Sum plus(Trade fill) {
            return new Sum(quantity.add(fill.quantity()), cost.add(fill.cost()), count + 1);
        }
    }

    /** A new one: nothing was sent. */
    public static TrackedOrder of(Intent intent, Instant at) {
        OrderRequest order = intent.placement().order();
        return new TrackedOrder(intent, at, null, OrderStage.CREATED, new Terms(order.quantity(), order.limit(), order.stop()),
                Sum.NONE, null, "", "", null, null, at);
    }

    public long number() {
        return intent.number();
    }

    /** As operators call it. */
    public String id() {
        return OrderName.of(intent.number());
    }

    public OrderRequest request() {
        return intent.placement().order();
    }

    public Side side() {
        return request().side();
    }

    public OrderKey key() {
        return new OrderKey(intent.placement().clientOrderId(), venueOrderId);
    }

    /** Whether another journal's NIJA sent it, and a person took it in here. */
    public boolean adopted() {
        return intent.explanation().startsWith(ADOPTED);
    }

    /** Whether it can still trade: it is at the venue, or may be. */
    public boolean open() {
        return !stage.ended();
    }

    /** Whether it may be at the venue without our knowing. */
    public boolean unsure() {
        return stage == OrderStage.SUBMITTED || stage == OrderStage.IN_DOUBT;
    }

    /** What can still trade, in base. */
    public BigDecimal remaining() {
        return open() ? terms.quantity().subtract(filled.quantity()).max(BigDecimal.ZERO) : BigDecimal.ZERO;
    }

    /** What can still trade if the change that is on its way has happened, or has not: the larger of the two. In base. */
    public BigDecimal mostRemaining() {
        return open() && pending != null && pending.quantity() != null
                ? pending.quantity().max(terms.quantity()).subtract(filled.quantity()).max(BigDecimal.ZERO) : remaining();
    }

    /** The average price of its fills, or null when there is none. */
    public BigDecimal averagePrice() {
        return filled.quantity().signum() == 0 ? null
                : filled.cost().divide(filled.quantity(), filled.cost().scale() + 6, RoundingMode.HALF_EVEN).stripTrailingZeros();
    }

    /** Whether its fills sum up to what the venue last said, in quantity and cost; false while the venue has said nothing. */
    public boolean agrees() {
        return venue != null && venue.quantity().compareTo(filled.quantity()) == 0
                && (venue.cost() == null || venue.cost().subtract(filled.cost()).abs().compareTo(tolerance()) <= 0);
    }

    /** Whether nothing more is to be asked about it. */
    public boolean settled() {
        return !open() && (agrees() || venueOrderId == null && filled.count() == 0);
    }

    /** A venue rounds the cost of each fill and of the whole by itself: one last digit for each but the first. */
    private BigDecimal tolerance() {
        int digits = Math.min(venue.cost().scale(), filled.cost().scale());
        return BigDecimal.ONE.movePointLeft(Math.max(0, digits)).multiply(BigDecimal.valueOf(Math.max(0, filled.count() - 1)));
    }

    public TrackedOrder at(OrderStage to, String newCode, String newReason, Instant when) {
        boolean waits = to == OrderStage.PENDING_AMEND || to == OrderStage.PENDING_CANCEL;
        return new TrackedOrder(intent, createdAt, venueOrderId, to, terms, filled, venue, newCode.isEmpty() ? code : newCode,
                newCode.isEmpty() ? reason : newReason, waits ? pending : null, waits ? pendingSince : null, when);
    }

    public TrackedOrder knownAs(String id) {
        return id == null || id.equals(venueOrderId) ? this : new TrackedOrder(intent, createdAt, id, stage, terms, filled, venue, code,
                reason, pending, pendingSince, updatedAt);
    }

    public TrackedOrder with(Trade fill, Instant when) {
        return new TrackedOrder(intent, createdAt, venueOrderId == null ? fill.venueOrderId() : venueOrderId, stage, terms,
                filled.plus(fill), venue, code, reason, pending, pendingSince, when);
    }

    /** As the venue shows it; what it does not tell stays. */
    public TrackedOrder seenAs(OrderView view) {
        Sum said = view.filled() == null ? venue : new Sum(view.filled(), view.cost(), 0);
        return new TrackedOrder(intent, createdAt, view.venueOrderId() == null ? venueOrderId : view.venueOrderId(), stage,
                termsOf(view), filled, said, code, reason, pending, pendingSince, updatedAt);
    }

    /** With what the venue said is filled. */
    public TrackedOrder told(BigDecimal quantity, BigDecimal cost) {
        return new TrackedOrder(intent, createdAt, venueOrderId, stage, terms, filled, new Sum(quantity, cost, 0), code, reason, pending,
                pendingSince, updatedAt);
    }

    private Terms termsOf(OrderView view) {
        return new Terms(view.quantity() == null ? terms.quantity() : view.quantity(),
                terms.limit() == null || view.price() == null ? terms.limit() : view.price(),
                terms.stop() == null || view.stop() == null ? terms.stop() : view.stop());
    }

    public TrackedOrder waitingFor(Amendment change, Instant since) {
        return new TrackedOrder(intent, createdAt, venueOrderId, stage, terms, filled, venue, code, reason, change, since, updatedAt);
    }

    /** Whether the venue shows what {@link #pending()} asks for. */
    public boolean showsChange() {
        return pending != null && same(pending.quantity(), terms.quantity()) && same(pending.limit(), terms.limit())
                && same(pending.stop(), terms.stop());
    }

    private static boolean same(BigDecimal wanted, BigDecimal shown) {
        return wanted == null || shown != null && wanted.compareTo(shown) == 0;
    }

    /** With the pending change made. */
    public TrackedOrder changed() {
        return pending == null ? this : new TrackedOrder(intent, createdAt, venueOrderId, stage,
                new Terms(pending.quantity() == null ? terms.quantity() : pending.quantity(),
                        pending.limit() == null ? terms.limit() : pending.limit(),
                        pending.stop() == null ? terms.stop() : pending.stop()),
                filled, venue, code, reason, pending, pendingSince, updatedAt);
    }
}
