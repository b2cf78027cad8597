package io.nija.broker.kraken.internal.desk;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

import io.nija.broker.Balance;
import io.nija.broker.Capabilities;
import io.nija.broker.Fees;
import io.nija.broker.LedgerEntry;
import io.nija.broker.Observation;
import io.nija.broker.OrderDesk;
import io.nija.broker.Outcome;
import io.nija.broker.Sighting;
import io.nija.broker.kraken.internal.lane.PairCounters;
import io.nija.broker.kraken.internal.reading.BalanceSheet;
import io.nija.broker.kraken.internal.reading.FeeTable;
import io.nija.broker.kraken.internal.reading.LedgerList;
import io.nija.broker.kraken.internal.reading.OrderList;
import io.nija.broker.kraken.internal.reading.TradeList;
import io.nija.broker.kraken.internal.reading.Unnamed;
import io.nija.broker.kraken.internal.venue.ClockReading;
import io.nija.broker.kraken.internal.venue.Venue;
import io.nija.broker.kraken.internal.wire.PrivateCall;
import io.nija.broker.kraken.internal.wire.Problem;
import io.nija.broker.kraken.internal.wire.Reply;
import io.nija.broker.kraken.internal.wire.VenueText;
import io.nija.market.Instrument;
import io.nija.market.InstrumentBook;
import io.nija.market.Symbol;
import io.nija.order.Amendment;
import io.nija.order.OrderKey;
import io.nija.order.OrderRequest;
import io.nija.order.OrderState;
import io.nija.order.OrderView;
import io.nija.order.Placement;
import io.nija.order.Trade;
import io.nija.platform.SerialQueue;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** A Kraken account's order desk, over REST. */
public final class KrakenDesk implements OrderDesk {

    private static final Logger LOG = LoggerFactory.getLogger(KrakenDesk.class);

    /** A deadline is only judged with a clock that was read this recently. */
    private static final Duration CLOCK_AGE = Duration.ofSeconds(2);

    /** No longer than this trades are known from the stream alone. */
    private static final Duration TRADES_BY_REST = Duration.ofMinutes(10);

    /** Far beyond any tier's; whoever tells more tells something else. */
    private static final BigDecimal MOST_POINTS = BigDecimal.valueOf(1_000_000);

    private final DeskFacts facts;
    private final Venue venue;
    private final SerialQueue queue;
    private final Timers timers;
    private final TimeSource time;
    private final Supplier<Observation<List<OrderView>>> lastRead;
    private final PairCounters counters;
    private final OrderCommands commands;
    private final DeskReads reads;
    private static final Set<OrderState> ENDED = EnumSet.of(OrderState.FILLED, OrderState.CANCELED, OrderState.EXPIRED);

    private final ToldOrders told;
    /** In the order in which they were asked, so that they are also given up in it. */
    private final Set<CompletableFuture<?>> reading = Collections.synchronizedSet(new LinkedHashSet<>());
    private volatile boolean closed;
    private volatile long tradesAskedAt;

    /** @param lastRead the resting orders as the session last read them */
    public KrakenDesk(DeskFacts facts, Clearance clearance, Venue venue, SerialQueue queue, Timers timers, TimeSource time,
            Supplier<Observation<List<OrderView>>> lastRead) {
        this.facts = facts;
        this.venue = venue;
        this.queue = queue;
        this.timers = timers;
        this.time = time;
        this.lastRead = lastRead;
        this.tradesAskedAt = time.nanoTime();
        this.counters = new PairCounters(venue.tier(), time);
        this.commands = new OrderCommands(facts, clearance, counters, queue, timers, time);
        this.reads = new DeskReads(facts, time);
        this.told = new ToldOrders(facts::toldOrders, commands::quiet, time);
    }

    @Override
    public Capabilities capabilities() {
        return OrderRules.CAPABILITIES;
    }

    @Override
    public Optional<Outcome.Refused<OrderKey>> objection(OrderRequest order) {
        return OrderRules.never(order).map(refusal -> new Outcome.Refused<>(refusal.code(), refusal.reason()));
    }

    @Override
    public Duration clockOffset() {
        ClockReading clock = facts.clock();
        return clock == null ? Duration.ZERO : clock.offset();
    }

    @Override
    public CompletableFuture<Outcome<OrderKey>> place(Placement placement) {
        return commands.place(placement);
    }

    @Override
    public CompletableFuture<Outcome<OrderKey>> amend(Amendment amendment) {
        return commands.amend(amendment, known(amendment.order()));
    }

    @Override
    public CompletableFuture<Outcome<OrderKey>> cancel(OrderKey order) {
        return commands.cancel(order);
    }

    /** What the order trades: by what was sent here, or by the resting orders as last read. */
    private Optional<Instrument> known(OrderKey order) {
        Optional<String> sent = counters.pair(order);
        return sent.isPresent() ? names().find(sent.get()) : rested(order).flatMap(view -> names().find(view.symbol()));
    }

    private Optional<OrderView> rested(OrderKey order) {
        Observation<List<OrderView>> seen = lastRead.get();
        List<OrderView> orders = seen instanceof Observation.Known<List<OrderView>> known ? known.value()
                : seen instanceof Observation.Stale<List<OrderView>> stale ? stale.value() : List.of();
        return orders.stream().filter(view -> order.venueOrderId() != null ? order.venueOrderId().equals(view.venueOrderId())
                : order.clientOrderId().equals(view.clientOrderId())).findFirst();
    }

    @Override
    public CompletableFuture<Observation<Sighting>> find(OrderKey order, Instant sentAt, Instant deadline) {
        return read(() -> venue.feed().clock(CLOCK_AGE).thenComposeAsync(reply -> {
            if (reply instanceof Reply.Bad<ClockReading> bad) {
                return CompletableFuture.completedFuture(missing(bad.problem()));
            }
            return new OrderSearch(facts, reads, names(), queue, timers, time, order, sentAt, deadline,
                    (Reply.Good<ClockReading>) reply).run();
        }, queue));
    }

    @Override
    public CompletableFuture<Observation<List<OrderView>>> restingOrders() {
        return read(() -> told.believed().map(KrakenDesk::<OrderView>known).orElseGet(this::askedOrders));
    }

    /** Whether the resting orders may be taken from the private stream. Any thread. */
    public ToldOrders told() {
        return told;
    }

    private static <T> CompletableFuture<Observation<List<T>>> known(Observation.Known<List<T>> told) {
        return CompletableFuture.completedFuture(told);
    }

    private CompletableFuture<Observation<List<OrderView>>> askedOrders() {
        ToldOrders.Asked asked = told.asked();
        return one(PrivateCall.openOrders(), result -> OrderList.of(result, "open", facts.lane(), names())).thenApply(orders -> {
            if (orders instanceof Observation.Known<List<OrderView>> known) {
                asked.answered(known.value());
            }
            return remembered(orders);
        });
    }

    @Override
    public CompletableFuture<Observation<List<OrderView>>> orders(List<String> venueOrderIds) {
        List<String> ids = List.copyOf(venueOrderIds);
        return read(() -> reads.orders(ids, names()).thenApply(reply -> remembered(observation(reply))));
    }

    private Observation<List<OrderView>> remembered(Observation<List<OrderView>> orders) {
        if (orders instanceof Observation.Known<List<OrderView>> known) {
            known.value().forEach(order -> {
                remember(order);
                if (ENDED.contains(order.state())) {
                    told.ended(order.venueOrderId());
                }
            });
        }
        return orders;
    }

    /** How old an order is decides what its cancel costs. Any thread. */
    public void remember(OrderView order) {
        OrderKey key = new OrderKey(order.clientOrderId(), order.venueOrderId());
        if (order.createdAt() != null && counters.pair(key).isEmpty()) {
            counters.remember(key, order.symbol(), order.createdAt().minus(clockOffset()));
        }
    }

    /** The counters of the pairs. Any thread. */
    public PairCounters counters() {
        return counters;
    }

    /** The venue tells how high the account's order counters may go. Any thread. */
    public void allowed(long points) {
        counters.allowed(points);
    }

    /** The venue's private stream tells the engine's counter of a pair. Any thread. */
    public void rateCount(String pair, BigDecimal points) {
        if (points.compareTo(MOST_POINTS) <= 0) {
            counters.told(pair, points.movePointRight(3).setScale(0, RoundingMode.CEILING).longValueExact());
        }
    }

    @Override
    public CompletableFuture<Observation<List<Trade>>> trades(Instant from) {
        return read(() -> toldTrades(from).map(KrakenDesk::<Trade>known).orElseGet(() -> askedTrades(from)));
    }

    /** What the stream told is enough for a while; then Kraken's own list is read again, in case one was never told. */
    private Optional<Observation.Known<List<Trade>>> toldTrades(Instant from) {
        return time.nanoTime() - tradesAskedAt >= TRADES_BY_REST.toNanos() ? Optional.empty()
                : facts.toldTrades(from).map(trades -> new Observation.Known<>(trades, time.instant()));
    }

    private CompletableFuture<Observation<List<Trade>>> askedTrades(Instant from) {
        return Pages.all(facts.calls(), offset -> PrivateCall.trades(before(from), offset),
                result -> TradeList.page(result, facts.lane(), names())).thenApply(reply -> {
                    if (reply instanceof Reply.Good<List<Trade>>) {
                        tradesAskedAt = time.nanoTime();
                    }
                    return since(reply, Trade::at, Trade::venueTradeId, from);
                });
    }

    @Override
    public CompletableFuture<Observation<List<LedgerEntry>>> ledger(Instant from) {
        return named(names -> Pages.all(facts.calls(), offset -> PrivateCall.ledgers(before(from), offset),
                        result -> LedgerList.page(result, facts.lane(), names))
                .thenApply(reply -> since(reply, LedgerEntry::at, LedgerEntry::venueLedgerId, from)));
    }

    /** Kraken leaves out what happened at the very second of the beginning. */
    private static long before(Instant from) {
        return Math.max(0, from.getEpochSecond() - 1);
    }

    private static <T> Observation<List<T>> since(Reply<List<T>> reply, Function<T, Instant> at, Function<T, String> id, Instant from) {
        return observation(reply.read(all -> all.stream().filter(one -> !at.apply(one).isBefore(from))
                .sorted(Comparator.comparing(at).thenComparing(id)).toList()));
    }

    @Override
    public CompletableFuture<Observation<List<Balance>>> balancesNow() {
        return named(names -> one(PrivateCall.balances(), result -> BalanceSheet.of(result, names)));
    }

    @Override
    public CompletableFuture<Observation<Fees>> fees(Symbol symbol) {
        return read(() -> {
            Optional<Instrument> instrument = names().find(symbol.toString());
            return instrument.isEmpty()
                    ? CompletableFuture.completedFuture(new Observation.Missing<>("KRAKEN_UNKNOWN_PAIR", "Kraken has no instrument "
                            + VenueText.clean(symbol.toString(), 40) + ", or its instruments were not read yet."))
                    : one(PrivateCall.tradeVolume(instrument.get().orderName()), result -> FeeTable.of(result, instrument.get()));
        });
    }

    private InstrumentBook names() {
        InstrumentBook book = facts.book();
        return book == null ? Unnamed.BOOK : book;
    }

    /** Reads amounts of assets: under Kraken's own names they would be other assets than those of the journal, for good. */
    private <T> CompletableFuture<Observation<T>> named(Function<InstrumentBook, CompletableFuture<Observation<T>>> question) {
        return read(() -> {
            InstrumentBook book = facts.book();
            return book != null ? question.apply(book) : CompletableFuture.completedFuture(new Observation.Missing<>(
                    "KRAKEN_INSTRUMENTS_PENDING", "Kraken's names of assets were not read yet, so amounts cannot be told."));
        });
    }

    private <T> CompletableFuture<Observation<T>> one(PrivateCall call, Function<JsonNode, T> reader) {
        return facts.calls().send(call).thenApply(raw -> observation(raw.read(reader)));
    }

    private static <T> Observation<T> observation(Reply<T> reply) {
        return reply instanceof Reply.Good<T> good ? new Observation.Known<>(good.value(), good.at())
                : missing(((Reply.Bad<T>) reply).problem());
    }

    private static <T> Observation<T> missing(Problem problem) {
        return new Observation.Missing<>(CommandAnswers.code(problem), problem.message());
    }

    /** Whatever happens, the answer comes: also when the session is closed, and when something here is wrong. */
    private <T> CompletableFuture<Observation<T>> read(Supplier<CompletableFuture<Observation<T>>> question) {
        Optional<Refusal> obstacle = facts.obstacle();
        if (obstacle.isPresent()) {
            return CompletableFuture.completedFuture(obstacle.get().missing());
        }
        CompletableFuture<Observation<T>> answer = new CompletableFuture<>();
        reading.add(answer);
        answer.whenComplete((done, failure) -> reading.remove(answer));
        CompletableFuture.completedFuture(null).thenCompose(begun -> question.get()).whenComplete((observed, failure) -> {
            if (failure != null) {
                LOG.error("Something could not be read in an unforeseen way", failure);
            }
            answer.complete(failure == null ? observed
                    : new Observation.Missing<>("INTERNAL", "It could not be read in an unforeseen way; the log says more."));
        });
        if (closed) {
            abandon(answer);
        }
        return answer;
    }

    /** Answers every question that has no answer yet, and refuses every command that was not handed to the lane. Any thread. */
    public void close() {
        closed = true;
        commands.close();
        new ArrayList<>(reading).forEach(KrakenDesk::abandon);
    }

    @SuppressWarnings("unchecked")
    private static void abandon(CompletableFuture<?> answer) {
        ((CompletableFuture<Observation<Object>>) answer).complete(new Observation.Missing<>("SESSION_CLOSED", "The session was closed."));
    }
}
