package io.nija.trading.internal.command;

import java.util.List;
import java.util.Optional;

import io.nija.account.LaneId;
import io.nija.command.Answer;
import io.nija.command.Answer.Lines;
import io.nija.command.Exit;
import io.nija.journal.IntentState;
import io.nija.order.OrderRequest;
import io.nija.order.OrderType;
import io.nija.trading.internal.TradingFloor;
import io.nija.trading.internal.order.OrderName;
import io.nija.trading.internal.order.TrackedOrder;

/** What an {@code --id} that was used before answers: the order it made, and never a second one. */
final class RepeatedOrders {

    private final TradingFloor floor;

    RepeatedOrders(TradingFloor floor) {
        this.floor = floor;
    }

    /** The answer of the order with that id on that lane; empty when there is none. Waits for the disk. */
    Optional<Answer> answer(LaneId lane, String id, OrderRequest wanted) {
        return floor.journal().history().intentOf(lane, id).map(state -> answer(lane, id, state, wanted));
    }

    private Answer answer(LaneId lane, String id, IntentState state, OrderRequest wanted) {
        String name = OrderName.of(state.intent().number());
        OrderRequest first = state.intent().placement().order();
        if (!same(first, wanted)) {
            return Words.refused("ID_USED", "The id '" + id + "' belongs to " + name + " (" + Words.word(first.side()) + " "
                    + Words.plain(first.quantity()) + " " + first.symbol() + "), which is another order; nothing was sent. Use another id.");
        }
        TrackedOrder order = OrdersAtHand.find(floor, lane, state.intent().number()).orElseThrow();
        int exit = switch (order.stage()) {
            case SUBMITTED, IN_DOUBT, CREATED -> Exit.SOME;
            case DENIED, REJECTED -> Exit.NONE;
            case ACCEPTED, TRIGGERED, PARTIALLY_FILLED, PENDING_AMEND, PENDING_CANCEL, FILLED, CANCELED, EXPIRED -> Exit.OK;
        };
        return new Answer(exit, OrderText.json(lane, order), List.of(Lines.of(OrderText.words(order), OrderText.where(order))),
                List.of("The id '" + id + "' was used before; this is the order it made, and no second one was sent."));
    }

    /** A market order stands in the journal as the limit that was sent. */
    private static boolean same(OrderRequest first, OrderRequest wanted) {
        return first.symbol().equals(wanted.symbol()) && first.side() == wanted.side() && first.quantity().compareTo(wanted.quantity()) == 0
                && (wanted.type() == OrderType.MARKET || first.type() == wanted.type() && equal(first.limit(), wanted.limit())
                        && equal(first.stop(), wanted.stop()));
    }

    private static boolean equal(java.math.BigDecimal one, java.math.BigDecimal other) {
        return one == null ? other == null : other != null && one.compareTo(other) == 0;
    }
}
