package io.nija.broker.kraken.internal.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

import io.nija.broker.Outcome;
import io.nija.broker.kraken.internal.lane.PairCounters;
import io.nija.broker.kraken.internal.venue.ClockReading;
import io.nija.broker.kraken.internal.wire.Cause;
import io.nija.broker.kraken.internal.wire.Guard;
import io.nija.broker.kraken.internal.wire.Priority;
import io.nija.broker.kraken.internal.wire.PrivateCall;
import io.nija.broker.kraken.internal.wire.Reply;
import io.nija.broker.kraken.internal.wire.VenueText;
import io.nija.market.Instrument;
import io.nija.order.Amendment;
import io.nija.order.OrderKey;
import io.nija.order.Placement;
import io.nija.order.Purpose;
import io.nija.platform.SerialQueue;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Places, amends and cancels, each once. What the pair's counter has no room for waits here, no longer than its deadline.
 * The methods may be called from any thread; the rest runs on the session's queue.
 */
final class OrderCommands {

    private static final Logger LOG = LoggerFactory.getLogger(OrderCommands.class);

    /** Kraken takes deadlines from two seconds to a minute ahead (sheet, section 8.1). */
    private static final Duration NEAREST_DEADLINE = Duration.ofSeconds(2);
    private static final Duration FARTHEST_DEADLINE = Duration.ofSeconds(60);

    private final DeskFacts facts;
    private final Clearance clearance;
    private final PairCounters counters;
    private final SerialQueue queue;
    private final Timers timers;
    private final TimeSource time;
    /** Commands that were not handed to the lane yet, in the order in which they came. */
    private final Set<Command> held = Collections.synchronizedSet(new LinkedHashSet<>());
    private volatile boolean closed;
    private volatile long lastAt;
    private final AtomicInteger underWay = new AtomicInteger();

    /** What the stream tells of a command comes no later than this after its answer, or it is read. */
    private static final long SETTLED = Duration.ofSeconds(2).toNanos();

    private record Command(PrivateCall call, Supplier<Optional<Duration>> admission, Function<Reply<JsonNode>, Outcome<OrderKey>> meaning,
            BiConsumer<Reply<JsonNode>, Outcome<OrderKey>> afterwards, CompletableFuture<Outcome<OrderKey>> answer) {}

    OrderCommands(DeskFacts facts, Clearance clearance, PairCounters counters, SerialQueue queue, Timers timers, TimeSource time) {
        this.facts = facts;
        this.clearance = clearance;
        this.counters = counters;
        this.queue = queue;
        this.timers = timers;
        this.time = time;
        this.lastAt = time.nanoTime() - SETTLED;
    }

    CompletableFuture<Outcome<OrderKey>> place(Placement placement) {
        Optional<Refusal> obstacle = facts.obstacle().or(() -> clearance.orders(placement.purpose())).or(() -> deadline(placement.deadline()))
                .or(() -> OrderForm.legalClientId(placement.clientOrderId()) ? Optional.empty()
                        : Optional.of(new Refusal("KRAKEN_CLIENT_ID", "Kraken does not take '"
                                + VenueText.clean(placement.clientOrderId(), 60) + "' as an order's id: a UUID, or up to 18 characters.")));
        if (obstacle.isPresent()) {
            return refused(obstacle.get());
        }
        if (facts.book() == null) {
            return refused(new Refusal("KRAKEN_INSTRUMENTS_PENDING", "Kraken's rules were not read yet, so no order can be placed."));
        }
        Optional<Instrument> instrument = facts.book().find(placement.order().symbol().toString());
        if (instrument.isEmpty()) {
            return refused(new Refusal("KRAKEN_UNKNOWN_PAIR", "Kraken has no instrument "
                    + VenueText.clean(placement.order().symbol().toString(), 40) + "."));
        }
        Optional<Refusal> broken = OrderRules.broken(instrument.get(), placement.order(), placement.purpose(), venueNow());
        if (broken.isPresent()) {
            return refused(broken.get());
        }
        String pair = instrument.get().symbol().toString();
        Instant deadline = nearer(placement.deadline());
        PrivateCall call = SocketForm.placement(PrivateCall.place(OrderForm.placement(instrument.get(), placement, deadline),
                priority(placement.purpose()), guard(() -> clearance.orders(placement.purpose()), placement.deadline())),
                instrument.get(), placement, deadline);
        return begin(new Command(call, () -> counters.place(pair, placement.purpose(), left(placement.deadline())),
                reply -> CommandAnswers.placed(reply, placement.clientOrderId()), (reply, outcome) -> {
                    full(reply, pair);
                    String id = outcome instanceof Outcome.Confirmed<OrderKey> done ? done.value().venueOrderId() : null;
                    counters.remember(new OrderKey(placement.clientOrderId(), id), pair, time.instant());
                }, new CompletableFuture<>()));
    }

    /** @param instrument of the order, where it is known: an amendment does not say */
    CompletableFuture<Outcome<OrderKey>> amend(Amendment amendment, Optional<Instrument> instrument) {
        OrderKey order = amendment.order();
        Optional<Refusal> obstacle = facts.obstacle().or(clearance::changes).or(() -> legal(order))
                .or(() -> amendment.deadline() == null ? Optional.empty() : deadline(amendment.deadline()))
                .or(() -> instrument.flatMap(rules -> OrderRules.broken(rules, amendment)));
        if (obstacle.isPresent()) {
            return refused(obstacle.get());
        }
        Instant deadline = amendment.deadline() == null ? null : nearer(amendment.deadline());
        PrivateCall call = SocketForm.amendment(PrivateCall.amend(OrderForm.amendment(amendment, deadline),
                guard(clearance::changes, amendment.deadline())), amendment, deadline);
        return begin(new Command(call, () -> counters.amend(order,
                amendment.deadline() == null ? FARTHEST_DEADLINE : left(amendment.deadline())),
                reply -> CommandAnswers.amended(reply, order), (reply, outcome) -> {
                    counters.pair(order).ifPresent(pair -> full(reply, pair));
                    if (outcome instanceof Outcome.Confirmed<OrderKey>) {
                        counters.amended(order, time.instant());
                    }
                }, new CompletableFuture<>()));
    }

    CompletableFuture<Outcome<OrderKey>> cancel(OrderKey order) {
        Optional<Refusal> obstacle = facts.obstacle().or(clearance::cancels).or(() -> legal(order));
        if (obstacle.isPresent()) {
            return refused(obstacle.get());
        }
        PrivateCall call = SocketForm.cancel(PrivateCall.cancel(OrderForm.idField(order), OrderForm.id(order),
                guard(clearance::cancels, null)), order);
        return begin(new Command(call, () -> {
            counters.cancel(order);
            return Optional.of(Duration.ZERO);
        }, reply -> CommandAnswers.cancelled(reply, order), (reply, outcome) -> counters.pair(order).ifPresent(pair -> full(reply, pair)),
                new CompletableFuture<>()));
    }

    private CompletableFuture<Outcome<OrderKey>> refused(Refusal refusal) {
        return CompletableFuture.completedFuture(refusal.outcome());
    }

    private static Priority priority(Purpose purpose) {
        return switch (purpose) {
            case PROTECTIVE -> Priority.PROTECTIVE;
            case EXIT -> Priority.EXIT;
            case ENTRY -> Priority.ENTRY;
        };
    }

    private static Optional<Refusal> legal(OrderKey order) {
        boolean legal = order.venueOrderId() != null ? OrderForm.legalVenueId(order.venueOrderId())
                : OrderForm.legalClientId(order.clientOrderId());
        return legal ? Optional.empty() : Optional.of(new Refusal("ORDER_NOT_FOUND", "'"
                + VenueText.clean(OrderForm.id(order), 60) + "' cannot be the id of an order at Kraken."));
    }

    private Instant venueNow() {
        ClockReading clock = facts.clock();
        return clock == null ? time.instant() : time.instant().plus(clock.offset());
    }

    private Duration left(Instant deadline) {
        return Duration.between(venueNow(), deadline.minus(NEAREST_DEADLINE));
    }

    /** Why an order with this deadline must not be sent; a deadline means nothing without Kraken's clock. */
    private Optional<Refusal> deadline(Instant deadline) {
        if (facts.clock() == null) {
            return Optional.of(new Refusal("KRAKEN_CLOCK_UNKNOWN", "Kraken's clock was not read yet, so no deadline can be set."));
        }
        return left(deadline).isNegative() ? Optional.of(new Refusal("DEADLINE_PASSED",
                "The order's deadline is past or nearer than two seconds; nothing was sent.")) : Optional.empty();
    }

    /** Kraken refuses deadlines that are too far away; an earlier one is as safe. */
    private Instant nearer(Instant deadline) {
        Instant most = venueNow().minus(facts.clock().error()).plus(FARTHEST_DEADLINE);
        return deadline.isAfter(most) ? most : deadline;
    }

    private Guard guard(Supplier<Optional<Refusal>> cleared, Instant deadline) {
        return now -> facts.obstacle().or(cleared).or(() -> deadline == null ? Optional.empty() : deadline(deadline))
                .map(refusal -> refusal.problem(now)).orElse(null);
    }

    /** Whether nothing is being changed, nor was a moment ago, so that what the stream has told is how it is. Any thread. */
    boolean quiet() {
        return underWay.get() == 0 && time.nanoTime() - lastAt >= SETTLED;
    }

    private CompletableFuture<Outcome<OrderKey>> begin(Command command) {
        underWay.incrementAndGet();
        command.answer.whenComplete((outcome, failure) -> {
            lastAt = time.nanoTime();
            underWay.decrementAndGet();
        });
        held.add(command);
        queue.execute(() -> admit(command));
        if (closed) {
            refuseHeld();
        }
        return command.answer;
    }

    private void admit(Command command) {
        if (!held.contains(command)) {
            return;
        }
        Optional<Duration> wait = command.admission.get();
        if (wait.isEmpty()) {
            release(command, new Outcome.Refused<>("BUDGET",
                    "Kraken's order counter of this pair has no room before the deadline; nothing was sent."));
        } else if (wait.get().isZero()) {
            hand(command);
        } else {
            timers.after(wait.get(), queue, () -> hand(command));
        }
    }

    /** From here on the lane answers. */
    private void hand(Command command) {
        if (!held.remove(command)) {
            return;
        }
        facts.calls().send(command.call).whenComplete((reply, failure) -> {
            if (failure != null) {
                LOG.error("A command was not answered in an unforeseen way", failure);
                command.answer.complete(new Outcome.Unknown<>("INTERNAL", "The answer was lost in an unforeseen way; the log says more."));
                return;
            }
            Outcome<OrderKey> outcome = command.meaning.apply(reply);
            command.afterwards.accept(reply, outcome);
            command.answer.complete(outcome);
        });
    }

    private void release(Command command, Outcome<OrderKey> outcome) {
        if (held.remove(command)) {
            command.answer.complete(outcome);
        }
    }

    private void full(Reply<JsonNode> reply, String pair) {
        if (reply instanceof Reply.Bad<JsonNode> bad && bad.problem().cause() == Cause.ENGINE) {
            counters.full(pair);
        }
    }

    /** Refuses what was not handed to the lane; no more is. Any thread. */
    void close() {
        closed = true;
        refuseHeld();
    }

    private void refuseHeld() {
        new ArrayList<>(held).forEach(command -> release(command, new Outcome.Refused<>("SESSION_CLOSED", "The session was closed; nothing was sent.")));
    }
}
