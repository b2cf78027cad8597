package io.nija.trading.internal.command;

import java.util.Optional;

import io.nija.account.LaneId;
import io.nija.journal.IntentState;
import io.nija.journal.JournalHistory;
import io.nija.trading.internal.TradingFloor;
import io.nija.trading.internal.lane.LaneBook;
import io.nija.trading.internal.lane.TradingLane;
import io.nija.trading.internal.order.TrackedOrder;

/** Orders of ours, also those that ended long ago. */
final class OrdersAtHand {

    private OrdersAtHand() {}

    /** From the lane when it has it at hand, else from the journal; waits for the disk. */
    static Optional<TrackedOrder> find(TradingFloor floor, LaneId lane, long number) {
        Optional<TrackedOrder> atHand = floor.find(lane).map(TradingLane::snapshot)
                .flatMap(now -> now.orders().stream().filter(order -> order.number() == number).findFirst());
        if (atHand.isPresent()) {
            return atHand;
        }
        LaneBook book = new LaneBook(lane);
        floor.journal().history().story(number).forEach(entry -> book.replay(entry.record(), entry.writtenAt()));
        return book.order(number);
    }

    /** The lane and state of an order, by our number or by either of its ids; waits for the disk. */
    static Optional<IntentState> state(TradingFloor floor, String name) {
        var number = io.nija.trading.internal.order.OrderName.parse(name);
        if (number.isPresent()) {
            return floor.journal().history().intent(number.getAsLong());
        }
        JournalHistory history = floor.journal().history();
        return history.intentOf(name).or(() -> floor.known().stream().flatMap(known -> known.lane().orders().stream())
                .filter(order -> name.equals(order.venueOrderId())).findFirst()
                .flatMap(order -> history.intent(order.number()))).or(() -> history.intentAtVenue(name));
    }
}
