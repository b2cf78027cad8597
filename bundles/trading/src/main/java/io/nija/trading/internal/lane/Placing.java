package io.nija.trading.internal.lane;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.nija.broker.Outcome;
import io.nija.journal.Action;
import io.nija.journal.Answered;
import io.nija.journal.Intent;
import io.nija.journal.JournalRecord;
import io.nija.journal.OrderStage;
import io.nija.journal.Receipt;
import io.nija.journal.Refusal;
import io.nija.journal.Sent;
import io.nija.market.Symbol;
import io.nija.order.OrderKey;
import io.nija.order.Placement;
import io.nija.order.Purpose;
import io.nija.risk.Decision;
import io.nija.risk.MarketView;
import io.nija.risk.Verdict;
import io.nija.trading.internal.order.OrderName;
import io.nija.trading.internal.order.Signal;
import io.nija.trading.internal.order.TrackedOrder;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a wish to an order at the venue: the gate, the intent on disk, and only then the venue, once. */
final class Placing {

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.trading");

    /** The venue must not take an order later than this after its intent, by its own clock: long enough for a slow call, short to wait for. */
    static final Duration DEADLINE = Duration.ofSeconds(10);

    /** A broker that has not answered by then after the deadline has not kept its promise: the outcome is unknown. */
    static final Duration SILENCE = Duration.ofSeconds(30);

    /** Somebody cancelled an order before it was sent. */
    private record Withdrawal(String why, List<CompletableFuture<Report>> told) {}

    private final Map<Long, Withdrawal> withdrawn = new HashMap<>();
    /** Those whose intents are on the way to the disk. */
    private final Set<Long> onTheWay = new HashSet<>();
    private final LaneCore core;
    private final Gate gate;
    private final Runnable changed;
    private final Doubts doubts;
    private final Watch watch;

    /** @param changed publishes the lane as it is now, for the judgement of the others */
    Placing(LaneCore core, Gate gate, Runnable changed, Doubts doubts, Watch watch) {
        this.core = core;
        this.gate = gate;
        this.changed = changed;
        this.doubts = doubts;
        this.watch = watch;
    }

    /** Begins; the report comes when the venue has answered, or was not asked. */
    void submit(Wish wish, CompletableFuture<Report> report) {
        if (core.venue().desk().isEmpty()) {
            refuse(wish, "lane", "NO_ORDER_DESK", core.lane() + " has no session that can send orders; 'why " + core.lane()
                    + "' says what is missing.", Map.of(), report);
            return;
        }
        Optional<Outcome.Refused<OrderKey>> never;
        try {
            never = core.venue().desk().get().objection(wish.order());
        } catch (RuntimeException broken) {
            refuse(wish, "venue", "VENUE_FAILED", "The venue's own code could not say whether it can do this: " + broken, Map.of(), report);
            return;
        }
        if (never.isPresent()) {
            refuse(wish, "venue", never.get().code(), never.get().reason(), Map.of(), report);
            return;
        }
        core.ask(LaneCore.ANSWER, () -> gate.look(core.lane(), wish, core.venue()), market -> judge(wish, market, report),
                failure -> refuse(wish, "market", "MARKET_UNKNOWN", "The market could not be looked at: " + LaneCore.sentence(failure), Map.of(), report));
    }

    private void judge(Wish wish, MarketView market, CompletableFuture<Report> report) {
        Optional<String> doubt = doubt(wish);
        if (doubt.isPresent()) {
            refuse(wish, "in-doubt", "SYMBOL_IN_DOUBT", doubt.get(), Map.of(), report);
            return;
        }
        if (report.isDone()) {
            // Whoever wanted it gave up: nothing was sent, and nothing is.
            return;
        }
        Decision decision;
        Intent intent;
        synchronized (gate) {
            Gate.Ruling ruling;
            try {
                ruling = gate.judge(core.lane(), wish, market);
            } catch (RuntimeException failed) {
                LOG.error("An order of {} could not be judged [GATE_FAILED]", core.lane(), failed);
                refuse(wish, "gate", "GATE_FAILED", "It could not be judged, so nothing was sent: " + failed, Map.of(), report);
                return;
            }
            decision = ruling.decision();
            intent = decision.allowed() ? intent(wish, ruling) : null;
            if (intent != null) {
                Awaited.intended(report, TrackedOrder.of(intent, core.now()));
                if (report.isDone()) {
                    return;
                }
                core.book().replay(intent, core.now());
                changed.run();
            }
        }
        if (intent == null) {
            // Each with its own words and numbers: 'decisions' shows which check said what.
            decision.objections().forEach(objection -> core.journal().learn(List.of(refusal(wish, objection.check(),
                    objection.refusal().code(), objection.refusal().reason(), objection.refusal().numbers()))));
            Decision.Objection first = decision.objections().get(0);
            told(first.check(), first.refusal().code(), sentence(decision), report);
            return;
        }
        Sent sent = new Sent(core.lane(), intent.number(), Action.PLACE, new OrderKey(intent.placement().clientOrderId(), null),
                intent.placement().deadline(), core.now());
        core.passed("place.judged");
        onTheWay.add(intent.number());
        List<JournalRecord> records = new ArrayList<>(List.of(intent, sent));
        if (wish.plannedStop() != null && wish.purpose() == Purpose.ENTRY) {
            // Together with the intent: a fill after a crash must find it.
            records.add(PlannedStop.note(core.lane(), intent.number(), wish.plannedStop()));
            core.book().replay(records.get(2), core.now());
        }
        core.journal().append(records, receipt -> durable(wish, intent, sent, receipt, report));
    }

    /**
     * Takes an order back whose intent is on its way to the disk: it is never sent.
     *
     * @param told told when it is certain that it was not
     */
    void withdraw(TrackedOrder order, String why, CompletableFuture<Report> told) {
        if (!onTheWay.contains(order.number())) {
            core.journal().learn(core.book().signal(order.number(), Signal.DENIED, "WITHDRAWN", why, false, null, core.now()));
            changed.run();
            told.complete(new Report.Done(core.book().order(order.number()).orElse(order), "It was never sent."));
            return;
        }
        withdrawn.computeIfAbsent(order.number(), first -> new Withdrawal(why, new ArrayList<>())).told().add(told);
    }

    private static String sentence(Decision decision) {
        return String.join(" ", decision.objections().stream().map(objection -> objection.refusal().reason()).toList());
    }

    /** While nobody knows whether an order exists, another entry on its instrument could double it. */
    private Optional<String> doubt(Wish wish) {
        if (wish.purpose() != Purpose.ENTRY) {
            return Optional.empty();
        }
        Symbol symbol = wish.order().symbol();
        return core.book().inDoubt().stream().filter(order -> order.request().symbol().equals(symbol)).findFirst()
                .map(order -> "Nobody knows yet whether the venue took " + order.id() + " (" + words(order)
                        + "); until that is found out no other entry on " + symbol + " is sent. 'story " + order.id() + "' shows how far it is.");
    }

    private static String words(TrackedOrder order) {
        return order.side().name().toLowerCase(java.util.Locale.ROOT) + " " + order.terms().quantity().toPlainString() + " "
                + order.request().symbol();
    }

    private Intent intent(Wish wish, Gate.Ruling ruling) {
        long number = core.journal().nextIntent();
        Placement placement = new Placement(core.journal().clientOrderId(number), ruling.order(), wish.purpose(),
                core.deadline(DEADLINE));
        return new Intent(number, core.lane(), placement, wish.strategy(), wish.by(),
                wish.operatorId(), wish.parent(), explanation(wish, ruling));
    }

    private static String explanation(Wish wish, Gate.Ruling ruling) {
        return wish.explanation() + (wish.explanation().isEmpty() || ruling.changed().isEmpty() ? "" : "; ") + ruling.changed();
    }

    private void durable(Wish wish, Intent intent, Sent sent, Receipt receipt, CompletableFuture<Report> report) {
        onTheWay.remove(intent.number());
        Withdrawal withdrawal = withdrawn.remove(intent.number());
        if (receipt instanceof Receipt.Refused refused) {
            core.book().signal(intent.number(), Signal.DENIED, refused.code(), refused.reason(), false, null, core.now());
            told(intent, withdrawal, report, refused.code(), "Nothing was sent, because the intent could not be written: " + refused.reason());
            return;
        }
        core.passed("place.durable");
        Optional<Verdict.Refused> bar = withdrawal != null ? Optional.of(Verdict.Refused.of("WITHDRAWN", withdrawal.why(), Map.of()))
                : bar(wish);
        if (bar.isPresent()) {
            core.journal().learn(core.book().signal(intent.number(), Signal.DENIED, bar.get().code(), bar.get().reason(), false, null, core.now()));
            LOG.info("{} was not sent: {} [{}]", OrderName.of(intent.number()), bar.get().reason(), bar.get().code());
            told(intent, withdrawal, report, bar.get().code(), bar.get().reason());
            return;
        }
        core.book().replay(sent, core.now());
        if (core.venue().desk().isEmpty()) {
            answered(sent, new Outcome.Refused<>("NOT_SENT", "The session closed before it was sent."), report);
            return;
        }
        io.nija.broker.OrderDesk desk = core.venue().desk().get();
        core.after(DEADLINE.plus(SILENCE), () -> silent(sent, report));
        core.ask(() -> desk.place(intent.placement()), outcome -> answered(sent, outcome, report),
                failure -> answered(sent, new Outcome.Unknown<>("BROKER_FAILED", "The broker failed: " + failure), report));
        core.passed("place.sent");
    }

    /** What could not be asked again is not sent. */
    Optional<Verdict.Refused> bar(Wish wish) {
        try {
            return gate.bar(core.lane(), wish);
        } catch (RuntimeException failed) {
            LOG.error("An order of {} could not be judged again [GATE_FAILED]", core.lane(), failed);
            return Optional.of(Verdict.Refused.of("GATE_FAILED", "The switches could not be asked, so nothing was sent: " + failed, Map.of()));
        }
    }

    private void told(Intent intent, Withdrawal withdrawal, CompletableFuture<Report> report, String code, String reason) {
        changed.run();
        TrackedOrder order = core.book().order(intent.number()).orElse(null);
        report.complete(new Report.Refused(order, code, reason));
        if (withdrawal != null) {
            withdrawal.told().forEach(told -> told.complete(new Report.Done(order, "It was never sent.")));
        }
    }

    private void silent(Sent sent, CompletableFuture<Report> report) {
        if (core.book().order(sent.intent()).filter(order -> order.stage() == OrderStage.SUBMITTED).isPresent()) {
            answered(sent, new Outcome.Unknown<>("BROKER_SILENT", "The broker did not answer in "
                    + DEADLINE.plus(SILENCE).toSeconds() + " s."), report);
        }
    }

    private void answered(Sent sent, Outcome<OrderKey> outcome, CompletableFuture<Report> report) {
        core.passed("place.answered");
        Instant now = core.now();
        Answered answered = Answered.of(sent, outcome, now);
        Signal signal = switch (answered.result()) {
            case CONFIRMED -> Signal.CONFIRMED;
            case REFUSED -> Signal.REFUSED;
            case UNKNOWN -> Signal.UNKNOWN;
        };
        core.book().replay(answered, now);
        List<JournalRecord> records = new ArrayList<>(List.of(answered));
        records.addAll(core.book().signal(sent.intent(), signal, answered.code(), answered.reason(), false, null, now));
        core.journal().learn(records, () -> core.passed("place.outcome-durable"));
        changed.run();
        TrackedOrder order = core.book().order(sent.intent()).orElseThrow();
        switch (answered.result()) {
            case CONFIRMED -> {
                LOG.info("{} is at the venue as {}: {} {}", order.id(), order.venueOrderId(), words(order), order.request().type().words());
                watch.soon();
                report.complete(new Report.Done(order, ""));
            }
            case REFUSED -> {
                LOG.info("{} was not taken: {} [{}]", order.id(), answered.reason(), answered.code());
                report.complete(new Report.Refused(order, answered.code(), answered.reason()));
            }
            case UNKNOWN -> {
                LOG.warn("Nobody knows whether the venue took {}: {} [{}]; it is looked for and not sent again", order.id(),
                        answered.reason(), answered.code());
                doubts.resolve();
                report.complete(new Report.Unknown(order, answered.code(), answered.reason()));
            }
        }
        core.passed("place.told");
    }

    private void refuse(Wish wish, String check, String code, String reason, Map<String, String> numbers, CompletableFuture<Report> report) {
        core.journal().learn(List.of(refusal(wish, check, code, reason, numbers)));
        told(check, code, reason, report);
    }

    private static void told(String check, String code, String reason, CompletableFuture<Report> report) {
        LOG.info("Refused by {}: {} [{}]", check, reason, code);
        report.complete(new Report.Refused(null, code, reason));
    }

    private Refusal refusal(Wish wish, String check, String code, String reason, Map<String, String> numbers) {
        return new Refusal(core.lane(), wish.purpose(), wish.order(), wish.strategy(), wish.by(), check,
                code, reason, numbers);
    }
}
