package io.nija.broker.kraken.internal.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.nija.broker.Observation;
import io.nija.broker.Sighting;
import io.nija.broker.kraken.internal.reading.OrderList;
import io.nija.broker.kraken.internal.reading.TradeList;
import io.nija.broker.kraken.internal.venue.ClockReading;
import io.nija.broker.kraken.internal.wire.PrivateCall;
import io.nija.broker.kraken.internal.wire.Problem;
import io.nija.broker.kraken.internal.wire.Reply;
import io.nija.market.InstrumentBook;
import io.nija.order.OrderKey;
import io.nija.order.OrderView;
import io.nija.order.Trade;
import io.nija.platform.SerialQueue;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;

/**
 * Looks for one order whose outcome is unknown, until it is found or its absence is proven: Kraken's clock must surely be
 * past the deadline, then resting orders, ended orders and the orders of all trades since are read, and a few seconds later
 * all of it once more, because Kraken's lists lag. One look that fails proves nothing. On the session's queue.
 */
final class OrderSearch {

    private static final Duration AFTER_DEADLINE = Duration.ofSeconds(2);
    private static final Duration BETWEEN = Duration.ofSeconds(3);
    /** How far back ended orders and trades are read: an order is sent at most a minute before its deadline. */
    private static final Duration BEFORE = Duration.ofSeconds(60);

    private final DeskFacts facts;
    private final DeskReads reads;
    private final InstrumentBook names;
    private final SerialQueue queue;
    private final Timers timers;
    private final TimeSource time;
    private final OrderKey order;
    private final ClockReading clock;
    private final Instant surely;
    private final Instant deadline;
    private final long start;

    /** @param read a young reading of the clocks */
    OrderSearch(DeskFacts facts, DeskReads reads, InstrumentBook names, SerialQueue queue, Timers timers, TimeSource time,
            OrderKey order, Instant sentAt, Instant deadline, Reply.Good<ClockReading> read) {
        this.facts = facts;
        this.reads = reads;
        this.names = names;
        this.queue = queue;
        this.timers = timers;
        this.time = time;
        this.order = order;
        this.clock = read.value();
        // It was at least this late at Kraken when its clock was read, whatever became of this machine's clock since.
        this.surely = read.at().plus(clock.offset()).minus(clock.error());
        this.deadline = deadline;
        // This machine's clock may have been set since the order was sent; the deadline is by Kraken's.
        Instant sent = sentAt.plus(clock.offset());
        Instant latest = deadline.minus(BEFORE);
        this.start = (sent.isBefore(latest) ? sent : latest).minus(BEFORE).getEpochSecond();
    }

    CompletableFuture<Observation<Sighting>> run() {
        boolean early = surely.isBefore(deadline.plus(AFTER_DEADLINE));
        Optional<DeskFacts.HistoryGap> gap = facts.historyGap();
        return current().thenCompose(seen -> {
            if (!(seen instanceof Look.Nowhere)) {
                return done(seen);
            }
            if (early) {
                return known(new Sighting.TooEarly(deadline.plus(AFTER_DEADLINE).plus(clock.error()).minus(clock.offset())));
            }
            if (gap.isPresent()) {
                return known(new Sighting.Unprovable(gap.get().reason(), gap.get().hint()));
            }
            return ended(((Look.Nowhere) seen).strangers()).thenCompose(first -> first instanceof Look.Nowhere ? again() : done(first));
        });
    }

    private CompletableFuture<Observation<Sighting>> again() {
        CompletableFuture<Void> passed = new CompletableFuture<>();
        timers.after(BETWEEN, queue, () -> passed.complete(null));
        return passed.thenCompose(now -> current())
                .thenCompose(seen -> seen instanceof Look.Nowhere nowhere ? ended(nowhere.strangers())
                        : CompletableFuture.completedFuture(seen))
                .thenCompose(this::done);
    }

    private CompletableFuture<Observation<Sighting>> done(Look look) {
        if (look instanceof Look.Seen seen) {
            return known(new Sighting.Found(seen.order()));
        }
        if (look instanceof Look.Failed failed) {
            return CompletableFuture.completedFuture(new Observation.Missing<>(failed.code(), failed.reason()));
        }
        return known(new Sighting.Absent());
    }

    private CompletableFuture<Observation<Sighting>> known(Sighting sighting) {
        return CompletableFuture.completedFuture(new Observation.Known<>(sighting, time.instant()));
    }

    /** What one look brought. */
    private sealed interface Look {
        record Seen(OrderView order) implements Look {}

        /** @param strangers the orders that were seen and are not this one */
        record Nowhere(Set<String> strangers) implements Look {}

        record Failed(String code, String reason) implements Look {}
    }

    private boolean matches(OrderView view) {
        return order.venueOrderId() != null && order.venueOrderId().equals(view.venueOrderId())
                || order.clientOrderId() != null && order.clientOrderId().equals(view.clientOrderId());
    }

    private Look among(List<OrderView> orders, Set<String> strangers) {
        Optional<OrderView> mine = orders.stream().filter(this::matches).findFirst();
        if (mine.isPresent()) {
            return new Look.Seen(mine.get());
        }
        Set<String> all = new HashSet<>(strangers);
        orders.forEach(other -> all.add(other.venueOrderId()));
        return new Look.Nowhere(all);
    }

    private static Look failed(Problem problem) {
        return new Look.Failed(CommandAnswers.code(problem), problem.message());
    }

    /** By its own id where Kraken told it, and among the resting orders. */
    private CompletableFuture<Look> current() {
        CompletableFuture<Look> byId = order.venueOrderId() == null
                ? CompletableFuture.completedFuture(new Look.Nowhere(Set.of()))
                : reads.orders(List.of(order.venueOrderId()), names).thenApply(reply -> reply instanceof Reply.Good<List<OrderView>> good
                        ? among(good.value(), Set.of()) : failed(((Reply.Bad<List<OrderView>>) reply).problem()));
        return byId.thenCompose(seen -> seen instanceof Look.Nowhere nowhere ? resting(nowhere.strangers())
                : CompletableFuture.completedFuture(seen));
    }

    private CompletableFuture<Look> resting(Set<String> strangers) {
        PrivateCall call = order.clientOrderId() == null ? PrivateCall.openOrders() : PrivateCall.openOrders(order.clientOrderId());
        return facts.calls().send(call).thenApply(raw -> {
            Reply<List<OrderView>> reply = raw.read(result -> OrderList.of(result, "open", facts.lane(), names));
            return reply instanceof Reply.Good<List<OrderView>> good ? among(good.value(), strangers)
                    : failed(((Reply.Bad<List<OrderView>>) reply).problem());
        });
    }

    /** Among the ended orders, and then behind every trade of an order that was not seen yet. */
    private CompletableFuture<Look> ended(Set<String> strangers) {
        return Pages.all(facts.calls(), offset -> PrivateCall.closedOrders(order.clientOrderId(), start, offset),
                        result -> OrderList.page(result, facts.lane(), names))
                .thenCompose(reply -> {
                    Look look = reply instanceof Reply.Good<List<OrderView>> good ? among(good.value(), strangers)
                            : failed(((Reply.Bad<List<OrderView>>) reply).problem());
                    return look instanceof Look.Nowhere nowhere ? traded(nowhere.strangers())
                            : CompletableFuture.completedFuture(look);
                });
    }

    private CompletableFuture<Look> traded(Set<String> strangers) {
        return Pages.all(facts.calls(), offset -> PrivateCall.trades(start, offset),
                        result -> TradeList.page(result, facts.lane(), names))
                .thenCompose(reply -> {
                    if (reply instanceof Reply.Bad<List<Trade>> bad) {
                        return CompletableFuture.completedFuture(failed(bad.problem()));
                    }
                    List<String> unseen = ((Reply.Good<List<Trade>>) reply).value().stream().map(Trade::venueOrderId).distinct()
                            .filter(id -> !strangers.contains(id)).toList();
                    return unseen.isEmpty() ? CompletableFuture.completedFuture(new Look.Nowhere(strangers)) : behind(unseen);
                });
    }

    private CompletableFuture<Look> behind(List<String> unseen) {
        return reads.orders(unseen, names).thenApply(reply -> {
            if (reply instanceof Reply.Bad<List<OrderView>> bad) {
                return failed(bad.problem());
            }
            List<OrderView> orders = ((Reply.Good<List<OrderView>>) reply).value();
            Look look = among(orders, Set.of());
            return look instanceof Look.Nowhere && orders.size() < unseen.size() ? new Look.Failed("KRAKEN_ORDER_NOT_SHOWN",
                    "Kraken tells of a trade whose order it does not show yet; it may be the one that is looked for.") : look;
        });
    }
}
