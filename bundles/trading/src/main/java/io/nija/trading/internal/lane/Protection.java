package io.nija.trading.internal.lane;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.nija.books.Position;
import io.nija.broker.Broker;
import io.nija.broker.Observation;
import io.nija.broker.OrderDesk;
import io.nija.journal.FillApplied;
import io.nija.journal.JournalRecord;
import io.nija.journal.Mark;
import io.nija.journal.Note;
import io.nija.order.OrderRequest;
import io.nija.order.OrderType;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.order.TimeInForce;
import io.nija.risk.Origin;
import io.nija.market.Symbol;
import io.nija.trading.internal.order.OrderName;
import io.nija.trading.internal.order.TrackedOrder;
import io.nija.trading.internal.protection.Act;
import io.nija.trading.internal.protection.Cover;
import io.nija.trading.internal.protection.Guarded;
import io.nija.trading.internal.protection.OpenSell;
import io.nija.trading.internal.protection.Plan;
import io.nija.trading.internal.protection.Scene;
import io.nija.trading.internal.protection.StopRules;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the stops of a lane's positions: looks after every change and each second, does the one thing that
 * {@link StopRules} says, and waits for its answer. Exits go through here, because the stop holds their coins. Runs on the
 * lane's queue.
 */
final class Protection {

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.trading");

    /** Longer than a doubtful stop usually takes to be found. */
    static final Duration EXIT_WAITS = Duration.ofSeconds(40);
    static final String BY = "protection";

    private final LaneCore core;
    private final Gate gate;
    private final Placing placing;
    private final Changes changes;
    private final Shares shares;
    private final Runnable changed;
    private final BooleanSupplier compared;
    private final Supplier<Map<String, BigDecimal>> withheld;
    private final Plans plans;
    private final Map<Guarded, Ward> wards = new LinkedHashMap<>();
    private List<Cover> covers = List.of();
    private boolean restored;
    private boolean called;
    private Seen seen;

    /**
     * @param compared whether the venue was compared with the journal since it was last away
     * @param withheld how much of each managed asset cannot be offered at the venue
     */
    Protection(LaneCore core, Gate gate, Placing placing, Changes changes, Shares shares, Runnable changed, BooleanSupplier compared,
            Supplier<Map<String, BigDecimal>> withheld) {
        this.core = core;
        this.gate = gate;
        this.placing = placing;
        this.changes = changes;
        this.shares = shares;
        this.changed = changed;
        this.compared = compared;
        this.withheld = withheld;
        plans = new Plans(core);
    }

    /** How each position is protected. */
    List<Cover> covers() {
        return covers;
    }

    /** A fill was booked. */
    void booked(FillApplied fill) {
        if (fill.intent() == null || Shares.FOREIGN.equals(fill.strategy())) {
            return;
        }
        Guarded of = new Guarded(Symbol.parse(fill.trade().symbol()), fill.strategy());
        Ward ward = wards.computeIfAbsent(of, Ward::new);
        if (position(of).quantity().signum() <= 0) {
            ward.ended();
        } else if (fill.trade().side() == Side.BUY && ward.entries.add(fill.intent())) {
            plans.entered(ward, fill.intent());
        }
    }

    private Position position(Guarded of) {
        return shares.position(of.symbol(), of.strategy());
    }

    /** What was planned for what is held. Waits for the disk. @param entries of each position, as the journal tells them */
    void restore(Map<Guarded, ? extends Collection<Long>> entries) {
        entries.forEach((of, numbers) -> wards.computeIfAbsent(of, Ward::new).entries.addAll(numbers));
        wards.values().forEach(plans::restore);
        restored = true;
    }

    /** Wants an order: an exit waits here until its coins are free. */
    void submit(Wish wish, CompletableFuture<Report> report) {
        boolean exit = wish.purpose() == Purpose.EXIT && wish.order().side() == Side.SELL && !wish.foreign();
        Wish owned = exit && wish.strategy() == null && wish.origin() == Origin.PERSON ? wish.of(Attribution.owner(wish.order(), shares.all(), core.book(), wards.values())) : wish;
        Ward ward = wards.get(new Guarded(owned.order().symbol(), owned.strategy()));
        if (!exit || ward == null || position(ward.of).quantity().signum() <= 0) {
            placing.submit(owned, report);
        } else {
            ward.waiting.add(new Ward.Exit(owned, report, core.now()));
            soon();
        }
    }

    /** Why a person must not cancel or change an order directly; null when it may be. */
    String objection(long number) {
        TrackedOrder order = core.book().order(number).filter(TrackedOrder::open).filter(Scenes::stop).orElse(null);
        if (order == null || position(new Guarded(order.request().symbol(), order.intent().strategy())).quantity().signum() <= 0) {
            return null;
        }
        String lane = core.lane() + " " + order.request().symbol();
        return order.id() + " is the stop of the position in " + order.request().symbol() + ", and NIJA would put it back. 'flatten "
                + core.lane() + "' sells; 'protect " + lane + " PRICE' moves the stop, 'protect " + lane + " none' takes it away.";
    }

    /** A person decides where a stop is to be. */
    void protect(Guarded of, Plan.Kind kind, BigDecimal price, String by, CompletableFuture<Report> report, CompletableFuture<Cover> shown) {
        Ward ward = wards.get(of);
        if (ward == null || position(of).quantity().signum() <= 0) {
            report.complete(new Report.Refused(null, "NO_POSITION", "There is no position in " + of + " on " + core.lane() + "."));
        } else if (gate.grounds(core.lane(), of.symbol()).halted()) {
            report.complete(new Report.Refused(null, "HALTED", "HALT is in force, and no stop is moved or taken away until 'resume'."));
        } else {
            Plan plan = new Plan(kind, price, ward.entries.isEmpty() ? ward.plan.since() : ward.entries.last());
            List<JournalRecord> records = new ArrayList<>(List.of(plans.mark(ward, plan), new Note(core.lane(), null, BY, "STOP_PLANNED", "The stop of " + of
                    + " is to be " + (price == null ? kind.name() : price.toPlainString()) + " by " + by + ".", Map.of())));
            // A stop that was hit is hit no more where it is now.
            plans.latched(ward, false).ifPresent(records::add);
            core.journal().append(records, receipt -> {
                if (receipt.forced()) {
                    ward.plan = plan;
                    ward.fired = false;
                    ward.worked();
                    ward.told.add(shown);
                    soon();
                    report.complete(new Report.Done(null, ""));
                } else {
                    report.complete(new Report.Refused(null, "JOURNAL_FAILED", "It could not be written, so the stop stays where it is."));
                }
            });
        }
    }

    private Seen basis() {
        return new Seen(core.book().orders(), shares.version(), withheld.get(), core.venue(), compared.getAsBoolean());
    }

    /** Something happened on the lane: looks if it is anything to a position. */
    void glance() {
        if (!basis().is(seen)) {
            soon();
        }
    }

    /** Something changed: looks when what runs now is done. */
    void soon() {
        if (!called) {
            called = true;
            core.queue().execute(() -> {
                called = false;
                look();
            });
        }
    }

    /** Once a second. */
    void tick() {
        Instant now = core.now();
        for (Ward ward : wards.values()) {
            ward.waiting.removeIf(exit -> {
                boolean late = exit.since().plus(EXIT_WAITS).isBefore(now);
                if (late) {
                    exit.report().complete(new Report.Refused(null, "COINS_HELD", "The stop of the position holds the coins and could not be made "
                            + "smaller in " + EXIT_WAITS.toSeconds() + " s; nothing was sent. 'positions' shows the stop."));
                }
                return late;
            });
        }
        soon();
    }

    private void look() {
        if (!restored) {
            return;
        }
        Instant now = core.now();
        seen = basis();
        List<Cover> found = new ArrayList<>();
        Room room = new Room(core.book(), shares.all(), withheld.get());
        for (Ward ward : List.copyOf(wards.values())) {
            look(ward, room, now);
            if (ward.cover != null) {
                found.add(ward.cover);
            }
        }
        wards.values().removeIf(ward -> ward.cover == null && ward.entries.isEmpty() && ward.waiting.isEmpty() && !ward.busy);
        if (!found.equals(covers)) {
            covers = List.copyOf(found);
            changed.run();
        }
    }

    private void look(Ward ward, Room room, Instant now) {
        Position position = position(ward.of);
        List<TrackedOrder> sells = Scenes.sells(core.book(), ward.of);
        if (position.quantity().signum() <= 0 && sells.isEmpty() && ward.waiting.isEmpty()) {
            ward.cover = null;
            return;
        }
        ward.waiting.removeIf(exit -> exit.report().isDone());
        Grounds grounds = gate.grounds(core.lane(), ward.of.symbol());
        ward.flattened &= grounds.halted();
        notice(ward, position, sells, now);
        OrderDesk desk = core.venue().desk().orElse(null);
        String asset = ward.of.symbol().base();
        Scene scene = Scenes.of(ward, position, room.most(ward.of), room.of(asset), sells, grounds, desk == null ? null : desk.capabilities(),
                compared.getAsBoolean(), now);
        if (scene.rules() != null && scene.dust(position.quantity()) && ward.plan.kind() != Plan.Kind.PROFILE && !ward.busy && !entering(ward)) {
            // Dust is no position: what was planned for the sold one must not meet the next entry.
            plans.decide(ward, Plan.profile(ward.entries.isEmpty() ? ward.plan.since() : ward.entries.last()));
        }
        ward.fired = scene.hit() && !scene.dust();
        plans.keep(ward);
        watch(ward, scene);
        ward.cover = position.quantity().signum() <= 0 ? null : Scenes.cover(ward, position, scene, sells, now);
        if (ward.cover != null) {
            tell(ward, scene);
        }
        if (!ward.busy) {
            Act act = StopRules.next(scene);
            if (act instanceof Act.Release || !ward.patient(now)) {
                room.take(asset, act, sells);
                carryOut(ward, act, scene);
            }
        }
    }

    /** Whether an entry can still trade: what is dust now may be its first part. */
    private boolean entering(Ward ward) {
        return ward.entries.stream().flatMap(number -> core.book().order(number).stream()).anyMatch(TrackedOrder::open);
    }

    /** What became of the stop without our doing. */
    private void notice(Ward ward, Position position, List<TrackedOrder> sells, Instant now) {
        TrackedOrder stop = sells.stream().filter(Scenes::stop).findFirst().orElse(null);
        TrackedOrder before = ward.stop == null || stop != null && stop.number() == ward.stop ? null : core.book().order(ward.stop).orElse(null);
        if (before != null && !before.open() && position.quantity().signum() > 0) {
            if (before.filled().quantity().signum() > 0) {
                ward.fired = true;
            } else if (before.venueOrderId() != null && !"CANCEL".equals(before.code())) {
                incident(ward, before.number(), "STOP_VANISHED", "The stop " + before.id() + " of " + ward.of + " is " + before.stage()
                        + " without NIJA's doing; a new one is put.", now);
            }
        }
        ward.stop = stop == null ? null : Long.valueOf(stop.number());
        if (stop != null && stop.pendingSince() == null && !stop.unsure()) {
            ward.changedOutside(stop).ifPresent(price -> incident(ward, stop.number(), "STOP_CHANGED", "Somebody moved the stop " + stop.id()
                    + " of " + ward.of + " to " + price.toPlainString() + "; it is put back. 'protect' moves it for good.", now));
        }
    }

    private void incident(Ward ward, long number, String code, String text, Instant now) {
        LOG.warn("{} [{}]", text, code);
        core.journal().learn(List.of(new Note(core.lane(), number, BY, code, text, Map.of())));
        ward.happened(text, now);
    }

    private void tell(Ward ward, Scene scene) {
        boolean there = switch (ward.cover.state()) {
            case VENUE -> StopRules.next(scene) instanceof Act.Stay && scene.stops().stream().allMatch(stop ->
                    stop.standing() == OpenSell.Standing.RESTS);
            case LOCAL, NONE, DUST -> StopRules.next(scene) instanceof Act.Stay;
            case IN_DOUBT -> false;
        };
        if (there && !ward.busy) {
            ward.told.forEach(waiting -> waiting.complete(ward.cover));
            ward.told.clear();
        }
    }

    /** Reads the price while something depends on it that no stop at the venue covers. */
    private void watch(Ward ward, Scene scene) {
        boolean depends = scene.stopPrice() != null && !scene.dust() && (scene.unstopped().signum() > 0 || ward.fired
                || scene.ability().kind() != Scene.Ability.Kind.STOP);
        Broker broker = core.venue().broker().orElse(null);
        if (!depends || ward.quoting || broker == null) {
            return;
        }
        ward.quoting = true;
        core.ask(LaneCore.ANSWER, () -> broker.quote(ward.of.symbol()), ward::quote,
                failed -> ward.quote(new Observation.Missing<>("QUOTE_FAILED", failed)));
    }

    private void carryOut(Ward ward, Act act, Scene scene) {
        Ward.Exit first = ward.waiting.peek();
        if (first != null && first.wish().origin() == Origin.FLATTEN && !(act instanceof Act.Stay)) {
            // Under HALT what a flatten took from the stop is given back, also when the flatten gives up before its sale.
            ward.flattened = true;
        }
        Optional<Mark> latch = plans.latched(ward);
        if (!(act instanceof Act.Cancel)) {
            latch.ifPresent(mark -> core.journal().learn(List.of(mark)));
        }
        if (act instanceof Act.Release) {
            Ward.Exit exit = ward.waiting.poll();
            ward.flattened |= exit.wish().origin() == Origin.FLATTEN;
            ward.busy = true;
            // Whoever wanted it may give up and complete it on a thread of their own.
            exit.report().whenComplete((done, never) -> core.queue().execute(() -> {
                ward.busy = false;
                soon();
            }));
            placing.submit(exit.wish(), exit.report());
        } else if (act instanceof Act.Place place) {
            OrderType type = place.limit() == null ? OrderType.STOP_LOSS : OrderType.STOP_LOSS_LIMIT;
            send(ward, new OrderRequest(ward.of.symbol(), Side.SELL, type, place.quantity(), place.limit(), place.stop(), TimeInForce.GTC, null,
                    false), "the stop of " + ward.of, scene);
        } else if (act instanceof Act.Rescue rescue) {
            LOG.warn("The stop of {} at {} was reached; {} are sold at the market inside the collar", ward.of,
                    scene.stopPrice().toPlainString(), rescue.quantity().toPlainString());
            send(ward, new OrderRequest(ward.of.symbol(), Side.SELL, OrderType.MARKET, rescue.quantity(), null, TimeInForce.GTC, false),
                    "the stop of " + ward.of + " at " + scene.stopPrice().toPlainString() + " was reached", scene);
        } else if (act instanceof Act.Amend amend) {
            ward.wanted(amend.number(), amend.stop());
            OrderRequest now = core.book().order(amend.number()).orElseThrow().request();
            changes.amend(amend.number(), amend.quantity(), amend.limit(), amend.stop(), BY, ward.wish(now, "", ward.flattened), answer(ward));
        } else if (act instanceof Act.Cancel cancel) {
            // Only after the reason is on the disk: without a journal nothing automatic is done, and stops stay.
            CompletableFuture<Report> report = answer(ward);
            List<JournalRecord> records = new ArrayList<>(List.of(new Note(core.lane(), cancel.number(), BY, "CANCELLED_BY_PROTECTION",
                    OrderName.of(cancel.number()) + " is cancelled: " + cancel.why() + ".", Map.of())));
            latch.ifPresent(records::add);
            core.journal().append(records, receipt -> {
                if (receipt.forced() && !ward.flattened && gate.grounds(core.lane(), ward.of.symbol()).halted()) {
                    report.complete(new Report.Refused(null, "HALTED", "HALT came into force before it was cancelled; it stays."));
                } else if (receipt.forced()) {
                    changes.cancel(cancel.number(), BY + ": " + cancel.why(), report);
                } else {
                    latch.ifPresent(mark -> core.journal().learn(List.of(mark)));
                    report.complete(new Report.Refused(null, "JOURNAL_FAILED", "The journal cannot be written."));
                }
            });
        }
    }

    private void send(Ward ward, OrderRequest order, String explanation, Scene scene) {
        placing.submit(ward.wish(order, explanation, scene.halted()), answer(ward));
    }

    private CompletableFuture<Report> answer(Ward ward) {
        CompletableFuture<Report> report = new CompletableFuture<>();
        ward.busy = true;
        report.whenComplete((done, never) -> {
            ward.busy = false;
            if (done instanceof Report.Refused refused) {
                ward.failed(refused.reason(), core.now());
            } else {
                ward.worked();
            }
            soon();
        });
        return report;
    }

    /** Ends: exits that wait are told. */
    void stop() {
        wards.values().forEach(ward -> ward.waiting.forEach(exit -> exit.report().complete(new Report.Refused(null, "LANE_ENDED",
                "The lane ended; nothing was sent."))));
    }
}
