package io.nija.broker;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ProviderType;

import io.nija.market.Symbol;
import io.nija.order.Amendment;
import io.nija.order.OrderKey;
import io.nija.order.OrderRequest;
import io.nija.order.OrderView;
import io.nija.order.Placement;
import io.nija.order.Trade;

/**
 * The part of a session that changes things at the venue, and reads what became of them.
 *
 * <p>It sends what it is given, once: nothing that places, amends or cancels is ever repeated here, whatever happened to
 * the connection. It judges no risk; it refuses only what is not the venue's ({@link #capabilities()}), what does not fit
 * the instrument's rules, and everything while the session may not send. Thread-safe; nothing here waits; a stage never
 * fails for what a venue did. Calls go out by priority: cancel before placing before reading; a queued call waits for
 * nobody's reply but its own. An answer about a lane's order never names another lane's.
 *
 * <p>Reads that cost much of the venue's budget wait for it; a read that cannot be paid within a minute, or a history within five,
 * is {@link Observation.Missing} with code {@code BUDGET}.
 */
@ProviderType
public interface OrderDesk {

    /** What the venue can do; constant. */
    Capabilities capabilities();

    /**
     * Why this venue can never do an order of this kind, by what is known without asking it: a closed list. Asked before the order
     * is written down, so that what cannot be done leaves no trace.
     *
     * @return empty when nothing is known against it
     */
    default Optional<Outcome.Refused<OrderKey>> objection(OrderRequest order) {
        Capabilities can = capabilities();
        if (!can.types().contains(order.type())) {
            return Optional.of(new Outcome.Refused<>("ORDER_UNSUPPORTED", "This venue takes no " + order.type().words() + " orders."));
        }
        return can.timesInForce().contains(order.timeInForce()) ? Optional.empty()
                : Optional.of(new Outcome.Refused<>("ORDER_UNSUPPORTED", "This venue takes no " + order.timeInForce() + " orders."));
    }

    /**
     * How far the venue's clock is ahead of this machine's, as last measured; below zero when it is behind, zero when it is
     * not known. Whoever sets a deadline adds it: deadlines are by the venue's clock.
     */
    default Duration clockOffset() {
        return Duration.ZERO;
    }

    /**
     * Sends an order, once.
     *
     * @return {@code Confirmed} with the venue's order id; {@code Refused} when the venue, by an answer on a closed list, did
     *     not take it, or it was never sent; else {@code Unknown}
     */
    CompletionStage<Outcome<OrderKey>> place(Placement placement);

    /** Changes a resting order in place, once; it keeps its ids. {@code Refused} when the order has ended. */
    CompletionStage<Outcome<OrderKey>> amend(Amendment amendment);

    /** Cancels one order, once. {@code Refused} with code {@code ORDER_NOT_FOUND} when there is no such resting order. */
    CompletionStage<Outcome<OrderKey>> cancel(OrderKey order);

    /**
     * Looks for an order whose outcome is unknown, everywhere it can be: resting orders, ended orders, trades.
     *
     * @param order by its client order id, when it has none at the venue yet
     * @param sentAt when it was sent, by this machine's clock
     * @param deadline its deadline
     */
    CompletionStage<Observation<Sighting>> find(OrderKey order, Instant sentAt, Instant deadline);

    /** Every order that rests now, ours and others', read now. */
    CompletionStage<Observation<List<OrderView>>> restingOrders();

    /** Orders by venue order id, resting or ended, read now; those the venue does not know are left out. */
    CompletionStage<Observation<List<OrderView>>> orders(List<String> venueOrderIds);

    /** Every trade since {@code from} by the venue's clock, oldest first, complete: all pages. */
    CompletionStage<Observation<List<Trade>>> trades(Instant from);

    /** Every change of a balance since {@code from} by the venue's clock, oldest first, complete: all pages. */
    CompletionStage<Observation<List<LedgerEntry>>> ledger(Instant from);

    /** All balances with holds, read now. */
    CompletionStage<Observation<List<Balance>>> balancesNow();

    /** What the account pays now on an instrument: the percentages of its own tier. */
    CompletionStage<Observation<Fees>> fees(Symbol symbol);
}
