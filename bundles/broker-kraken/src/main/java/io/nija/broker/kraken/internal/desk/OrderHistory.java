package io.nija.broker.kraken.internal.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.nija.account.LaneId;
import io.nija.broker.Observation;
import io.nija.broker.kraken.internal.lane.PrivateLane;
import io.nija.broker.kraken.internal.reading.OrderList;
import io.nija.broker.kraken.internal.wire.Cause;
import io.nija.broker.kraken.internal.wire.PrivateCall;
import io.nija.broker.kraken.internal.wire.Problem;
import io.nija.broker.kraken.internal.wire.Reply;
import io.nija.market.InstrumentBook;
import io.nija.order.OrderView;

/**
 * Reads ended orders page by page. The end is pinned, so that orders that end meanwhile do not shift the pages, and
 * what comes twice is counted once. A page that fails fails all: half a history is not a history.
 */
public final class OrderHistory {

    /** Kraken's page. */
    private static final int PAGE = 50;

    /** What a lane is willing to pay for: twenty pages. */
    private static final int MOST = 1_000;

    private final PrivateLane calls;
    private final LaneId lane;
    private final InstrumentBook names;
    private final int limit;
    private final long end;
    private final Map<String, OrderView> found = new LinkedHashMap<>();

    private OrderHistory(PrivateLane calls, LaneId lane, InstrumentBook names, int limit, long end) {
        this.calls = calls;
        this.lane = lane;
        this.names = names;
        this.limit = limit;
        this.end = end;
    }

    /** @param now the venue's time, as well as it is known */
    public static CompletableFuture<Observation<List<OrderView>>> read(PrivateLane calls, LaneId lane, InstrumentBook names,
            int limit, Instant now) {
        return new OrderHistory(calls, lane, names, Math.max(1, Math.min(limit, MOST)),
                now.plus(Duration.ofSeconds(2)).getEpochSecond()).page(0, true);
    }

    private CompletableFuture<Observation<List<OrderView>>> page(int offset, boolean confirm) {
        return calls.send(PrivateCall.closedOrders(offset, end)).thenCompose(raw -> {
            Reply<List<OrderView>> reply = raw.read(result -> OrderList.of(result, "closed", lane, names));
            if (reply instanceof Reply.Bad<List<OrderView>> bad) {
                Problem problem = bad.problem();
                return confirm && (problem.cause() == Cause.UNREACHABLE || problem.cause() == Cause.SERVICE)
                        ? page(offset, false)
                        : CompletableFuture.completedFuture(new Observation.Missing<>(problem.code(), problem.message()));
            }
            Reply.Good<List<OrderView>> good = (Reply.Good<List<OrderView>>) reply;
            int before = found.size();
            good.value().forEach(order -> found.putIfAbsent(order.venueOrderId(), order));
            boolean last = good.value().size() < PAGE || found.size() == before;
            return last || found.size() >= limit ? CompletableFuture.completedFuture(known(good.at()))
                    : page(offset + PAGE, true);
        });
    }

    private Observation<List<OrderView>> known(Instant at) {
        List<OrderView> orders = new ArrayList<>(found.values());
        orders.sort(Comparator.comparing(OrderList::moment).reversed().thenComparing(OrderView::venueOrderId));
        return new Observation.Known<>(List.copyOf(orders.subList(0, Math.min(limit, orders.size()))), at);
    }
}
