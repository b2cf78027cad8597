package io.nija.trading.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.nija.account.LaneId;
import io.nija.journal.Intent;
import io.nija.journal.OrderStage;
import io.nija.order.OrderState;
import io.nija.order.OrderView;
import io.nija.order.OwnOrders;
import io.nija.trading.internal.lane.Difference;
import io.nija.trading.internal.lane.LaneBook;
import io.nija.trading.internal.order.TrackedOrder;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Our orders for whoever lists orders. */
@Component
public final class OwnOrderList implements OwnOrders {

    private final TradingFloor floor;

    @Activate
    public OwnOrderList(@Reference TradingFloor floor) {
        this.floor = floor;
    }

    @Override
    public List<OwnOrder> open(LaneId lane) {
        return floor.find(lane).map(known -> known.snapshot().orders()).orElse(List.of()).stream().filter(TrackedOrder::open)
                .map(order -> own(lane, order)).toList();
    }

    @Override
    public List<OwnOrder> ended(LaneId lane, int limit) {
        return floor.journal().history().newest(Intent.class, lane, limit).stream()
                .flatMap(entry -> find(lane, entry.record().intent()).stream()).filter(order -> !order.open())
                .map(order -> own(lane, order)).toList();
    }

    @Override
    public Set<String> orphaned(LaneId lane) {
        return floor.find(lane).map(known -> known.snapshot().differences()).orElse(List.of()).stream()
                .filter(difference -> difference.kind() == Difference.Kind.ORPHANED).map(Difference::subject).collect(Collectors.toUnmodifiableSet());
    }

    private Optional<TrackedOrder> find(LaneId lane, long number) {
        LaneBook book = new LaneBook(lane);
        floor.journal().history().story(number).forEach(entry -> book.replay(entry.record(), entry.writtenAt()));
        return book.order(number);
    }

    private static OwnOrder own(LaneId lane, TrackedOrder order) {
        OrderView view = new OrderView(lane, order.venueOrderId(), order.intent().placement().clientOrderId(),
                order.request().symbol().toString(), order.side(), order.request().type(), order.terms().quantity(),
                order.terms().limit() == null ? order.terms().stop() : order.terms().limit(), order.terms().stop(),
                order.filled().quantity(), order.filled().cost(), order.averagePrice(), state(order.stage()), order.createdAt(),
                order.updatedAt());
        return new OwnOrder(order.id(), view, order.stage().name(), order.intent().strategy(), order.adopted());
    }

    private static OrderState state(OrderStage stage) {
        return switch (stage) {
            case CREATED, SUBMITTED, IN_DOUBT -> OrderState.PENDING;
            case ACCEPTED, TRIGGERED, PENDING_AMEND, PENDING_CANCEL -> OrderState.OPEN;
            case PARTIALLY_FILLED -> OrderState.PARTIALLY_FILLED;
            case FILLED -> OrderState.FILLED;
            case CANCELED, DENIED, REJECTED -> OrderState.CANCELED;
            case EXPIRED -> OrderState.EXPIRED;
        };
    }
}
