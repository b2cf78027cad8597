package io.nija.trading.internal.lane;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import io.nija.broker.OrderDesk;
import io.nija.broker.Outcome;
import io.nija.journal.Action;
import io.nija.journal.AmendIntent;
import io.nija.journal.Answered;
import io.nija.journal.JournalRecord;
import io.nija.journal.OrderStage;
import io.nija.journal.Receipt;
import io.nija.journal.Sent;
import io.nija.order.Amendment;
import io.nija.order.OrderKey;
import io.nija.order.OrderDetails;
import io.nija.order.OrderRequest;
import io.nija.platform.Timers;
import io.nija.risk.Decision;
import io.nija.risk.Origin;
import io.nija.risk.Verdict;
import io.nija.trading.internal.order.OrderName;
import io.nija.trading.internal.order.Signal;
import io.nija.trading.internal.order.TrackedOrder;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cancels, and changes of orders of ours, which are on disk first: sent once, followed until their end is known. */
public final class Changes {

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.trading");
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final LaneCore core;
    private final Gate gate;
    private final Placing placing;
    private final Runnable changed;
    private final Watch watch;

    Changes(LaneCore core, Gate gate, Placing placing, Runnable changed, Watch watch) {
        this.core = core;
        this.gate = gate;
        this.placing = placing;
        this.changed = changed;
        this.watch = watch;
    }

    /** Cancels. A cancel makes nothing larger, so it goes out even when the journal does not take it. */
    void cancel(long number, String by, CompletableFuture<Report> report) {
        TrackedOrder order = core.book().order(number).orElse(null);
        if (order == null || !order.open()) {
            ended(number, order, report);
            return;
        }
        if (order.stage() == OrderStage.CREATED) {
            placing.withdraw(order, "It was cancelled by " + by + " before it was sent.", report);
            return;
        }
        OrderDesk desk = desk(order, report);
        if (desk == null) {
            return;
        }
        Sent sent = new Sent(core.lane(), number, Action.CANCEL, order.key(), null, core.now());
        List<JournalRecord> records = new ArrayList<>(List.of(sent));
        core.book().replay(sent, core.now());
        records.addAll(core.book().signal(number, Signal.CANCEL_SENT, "CANCEL", "by " + by, false, null, core.now()));
        changed.run();
        core.passed("cancel.begun");
        // Written in its order, and not waited for: a cancel makes nothing larger, and a full disk must not keep it back.
        core.journal().learn(records, () -> core.passed("cancel.durable"));
        send(sent, () -> desk.cancel(order.key()), Signal.CANCEL_FAILED, report);
    }

    /** Cancels an order that this journal does not know; whether it may be is decided before. */
    void cancelStranger(OrderKey order, CompletableFuture<Outcome<OrderKey>> answer) {
        if (core.venue().desk().isEmpty()) {
            answer.complete(new Outcome.Refused<>("NO_ORDER_DESK", core.lane() + " has no session that can send."));
            return;
        }
        OrderDesk desk = core.venue().desk().get();
        Sent sent = new Sent(core.lane(), null, Action.CANCEL, order, null, core.now());
        core.journal().learn(List.of(sent));
        core.ask(DEADLINE.plus(Placing.SILENCE), () -> desk.cancel(order), outcome -> {
            core.journal().learn(List.of(Answered.of(sent, outcome, core.now())));
            answer.complete(outcome);
        }, failure -> answer.complete(new Outcome.Unknown<>("BROKER_FAILED", "The broker failed: " + LaneCore.sentence(failure))));
    }

    /** Judges a person's change by the order as it is when the market was seen, and makes it; what is null stays. */
    void judged(long number, BigDecimal quantity, BigDecimal limit, BigDecimal stop, String by, CompletableFuture<Report> report) {
        TrackedOrder asked = core.book().order(number).orElse(null);
        if (asked == null || !asked.open()) {
            ended(number, asked, report);
            return;
        }
        core.ask(LaneCore.ANSWER, () -> gate.look(core.lane(), wish(asked, asked.request(), by), core.venue()), market -> {
            TrackedOrder order = core.book().order(number).orElse(asked);
            OrderRequest after;
            try {
                after = after(order, quantity, limit, stop);
            } catch (IllegalArgumentException contradictory) {
                report.complete(new Report.Refused(order, "CHANGE_IMPOSSIBLE", contradictory.getMessage() + " Nothing was sent."));
                return;
            }
            Wish wish = wish(order, after, by);
            // As with a new order: judged and put into the book at once, so that no other lane uses the same room.
            synchronized (gate) {
                Decision decision = gate.judgeChange(core.lane(), order, after, wish, market).decision();
                if (decision.allowed()) {
                    amend(number, quantity, limit, stop, by, wish, report);
                } else {
                    report.complete(new Report.Refused(order, decision.objections().get(0).refusal().code(), String.join(" ",
                            decision.objections().stream().map(objection -> objection.refusal().reason()).toList())));
                }
            }
        }, failure -> report.complete(new Report.Refused(asked, "MARKET_UNKNOWN", "The change could not be judged, so nothing was sent: "
                + LaneCore.sentence(failure))));
    }

    private static Wish wish(TrackedOrder order, OrderRequest after, String by) {
        String strategy = order.intent().strategy();
        return new Wish(after, order.intent().purpose(), Origin.PERSON, by, strategy, Shares.FOREIGN.equals(strategy), null, null, null, "");
    }

    /**
     * An order as a change would leave it: what would remain is its quantity.
     *
     * @throws IllegalArgumentException with a sentence for the operator when that is no order
     */
    public static OrderRequest after(TrackedOrder order, BigDecimal quantity, BigDecimal limit, BigDecimal stop) {
        OrderRequest now = order.request();
        BigDecimal remaining = (quantity == null ? order.terms().quantity() : quantity).subtract(order.filled().quantity());
        return new OrderRequest(now.symbol(), now.side(), now.type(), remaining, limit == null ? order.terms().limit() : limit,
                stop == null ? order.terms().stop() : stop, now.timeInForce(), now.expiresAt(), now.postOnly(), shown(now, remaining));
    }

    /** A rest that is no larger than what was shown shows all of itself. */
    private static OrderDetails shown(OrderRequest order, BigDecimal remaining) {
        OrderDetails details = order.details();
        return details.display() == null || details.display().compareTo(remaining) < 0 ? details
                : new OrderDetails(null, details.trail(), details.triggeredBy(), details.selfTrade(), details.fee());
    }

    /**
     * Changes a resting order in place; what is null stays. Whether it may be is judged before.
     *
     * @param wish what the gate is asked about again before it is sent: a switch may come while it is written
     */
    void amend(long number, BigDecimal quantity, BigDecimal limit, BigDecimal stop, String by, Wish wish,
            CompletableFuture<Report> report) {
        TrackedOrder order = core.book().order(number).orElse(null);
        if (order == null || !order.open()) {
            ended(number, order, report);
            return;
        }
        boolean resting = order.stage() == OrderStage.ACCEPTED || order.stage() == OrderStage.PARTIALLY_FILLED
                || order.stage() == OrderStage.TRIGGERED;
        if (!resting) {
            report.complete(new Report.Refused(order, "ORDER_NOT_RESTING", order.id() + " is " + order.stage()
                    + "; only an order that rests can be changed. Nothing was sent; 'story " + order.id() + "' shows how far it is."));
            return;
        }
        OrderDesk desk = desk(order, report);
        if (desk == null) {
            return;
        }
        if (!desk.capabilities().amends()) {
            report.complete(new Report.Refused(order, "NO_AMENDMENTS", "This venue changes no resting order in place. Nothing was sent."));
            return;
        }
        Amendment amendment = new Amendment(order.key(), quantity, limit, stop, core.deadline(DEADLINE));
        AmendIntent intent = new AmendIntent(core.lane(), number, amendment, by);
        Sent sent = new Sent(core.lane(), number, Action.AMEND, order.key(), amendment.deadline(), core.now());
        core.book().replay(intent, core.now());
        core.book().replay(sent, core.now());
        List<JournalRecord> records = new ArrayList<>(List.of(intent, sent));
        records.addAll(core.book().signal(number, Signal.AMEND_SENT, "", "by " + by, false, null, core.now()));
        changed.run();
        core.journal().appendInOrder(records, receipt -> {
            if (receipt instanceof Receipt.Refused refused) {
                core.book().signal(number, Signal.AMEND_FAILED, refused.code(), refused.reason(), false, null, core.now());
                report.complete(new Report.Refused(core.book().order(number).orElse(order), refused.code(),
                        "Nothing was sent, because the change could not be written: " + refused.reason()));
                return;
            }
            core.passed("amend.durable");
            Optional<Verdict.Refused> bar = placing.bar(wish);
            if (bar.isPresent()) {
                core.journal().learn(core.book().signal(number, Signal.AMEND_FAILED, bar.get().code(), bar.get().reason(), false, null, core.now()));
                changed.run();
                report.complete(new Report.Refused(core.book().order(number).orElse(order), bar.get().code(), bar.get().reason()));
            } else {
                send(sent, () -> desk.amend(amendment), Signal.AMEND_FAILED, report);
            }
        });
    }

    private void send(Sent sent, Supplier<CompletionStage<Outcome<OrderKey>>> call, Signal failed,
            CompletableFuture<Report> report) {
        Timers.Timer silence = core.after(DEADLINE.plus(Placing.SILENCE), () -> answered(sent, new Outcome.Unknown<>("BROKER_SILENT",
                "The broker did not answer in " + DEADLINE.plus(Placing.SILENCE).toSeconds() + " s."), failed, report));
        core.ask(call, outcome -> {
            silence.close();
            answered(sent, outcome, failed, report);
        }, failure -> {
            silence.close();
            answered(sent, new Outcome.Unknown<>("BROKER_FAILED", "The broker failed: " + failure), failed, report);
        });
        core.passed(name(sent) + ".sent");
    }

    private static String name(Sent sent) {
        return sent.action().name().toLowerCase(Locale.ROOT);
    }

    private void answered(Sent sent, Outcome<OrderKey> outcome, Signal failed, CompletableFuture<Report> report) {
        core.passed(name(sent) + ".answered");
        Instant now = core.now();
        Answered answered = Answered.of(sent, outcome, now);
        core.book().replay(answered, now);
        List<JournalRecord> records = new ArrayList<>(List.of(answered));
        switch (answered.result()) {
            case CONFIRMED -> {
                // A confirmed cancel ends the order only when the venue shows its end and all its fills are here.
                if (sent.action() == Action.AMEND) {
                    records.addAll(core.book().signal(sent.intent(), Signal.AMEND_DONE, "", "", false, null, now));
                }
            }
            case REFUSED -> records.addAll(core.book().signal(sent.intent(), failed, answered.code(), answered.reason(), false, null, now));
            case UNKNOWN -> LOG.warn("Nobody knows whether the {} of {} was done: {} [{}]; the order is looked at",
                    name(sent), OrderName.of(sent.intent()), answered.reason(), answered.code());
        }
        core.journal().learn(records, () -> core.passed(name(sent) + ".outcome-durable"));
        changed.run();
        if (sent.action() != Action.AMEND || answered.result() != Answered.Result.CONFIRMED) {
            // A confirmed change is as it was asked for; looking at it costs a budget that its fills may need.
            watch.suspect(sent.intent());
        }
        TrackedOrder order = core.book().order(sent.intent()).orElseThrow();
        report.complete(switch (answered.result()) {
            case CONFIRMED -> new Report.Done(order, "");
            case REFUSED -> new Report.Refused(order, answered.code(), answered.reason());
            case UNKNOWN -> new Report.Unknown(order, answered.code(), answered.reason());
        });
    }

    private OrderDesk desk(TrackedOrder order, CompletableFuture<Report> report) {
        if (core.venue().desk().isEmpty()) {
            report.complete(new Report.Refused(order, "NO_ORDER_DESK", core.lane() + " has no session that can send; 'why "
                    + core.lane() + "' says what is missing. Nothing was sent, and " + order.id() + " stays as it is."));
        }
        return core.venue().desk().orElse(null);
    }

    private static void ended(long number, TrackedOrder order, CompletableFuture<Report> report) {
        report.complete(order == null
                ? new Report.Refused(null, "ORDER_NOT_FOUND", "There is no open order o" + number + "; 'orders' lists them.")
                : new Report.Refused(order, "ORDER_ENDED", order.id() + " has ended: it is " + order.stage() + "."));
    }
}
