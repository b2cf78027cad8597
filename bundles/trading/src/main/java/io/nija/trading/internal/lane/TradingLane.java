package io.nija.trading.internal.lane;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.nija.account.LaneId;
import io.nija.books.LedgerKind;
import io.nija.broker.LedgerEntry;
import io.nija.broker.Outcome;
import io.nija.journal.FillApplied;
import io.nija.journal.Journal;
import io.nija.journal.JournalException;
import io.nija.journal.LedgerRow;
import io.nija.journal.Mark;
import io.nija.journal.Note;
import io.nija.journal.Receipt;
import io.nija.order.OrderKey;
import io.nija.platform.Boundary;
import io.nija.platform.SerialQueue;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;
import io.nija.status.Evidence;
import io.nija.status.Step;
import io.nija.trading.internal.order.TrackedOrder;
import io.nija.trading.internal.protection.Cover;
import io.nija.trading.internal.protection.Guarded;
import io.nija.trading.internal.protection.Plan;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One account at one broker: its orders, positions and what is known of the venue. Thread-safe: whatever is asked of it runs
 * on its queue, one thing at a time, and nobody waits here.
 */
public final class TradingLane {

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.trading");

    private final LaneCore core;
    private final Shares shares = new Shares();
    private final TradeReader trades;
    private final LaneLedger money;
    private final LedgerReader ledger;
    private final Watch watch;
    private final Hearing hearing;
    private final Doubts doubts;
    private final Placing placing;
    private final Changes changes;
    private final Reconciler reconciler;
    private final Accord accord;
    private final Adopting adopting;
    private final Connection connection;
    private final Clearing clearing;
    private final Protection protection;
    private final Held held;
    private final Timers.Timer ticks;
    private final Waiting waiting = new Waiting();
    private boolean ready;
    private Instant lastOrderAt;
    /** Why this lane's past cannot be read; null while it can. */
    private JournalException unread;
    private final Consumer<LaneSnapshot> changed;
    private volatile LaneSnapshot snapshot;
    private volatile boolean behind;

    /**
     * A lane that reads its past from the journal first.
     *
     * @param changed told on the lane's queue how the lane is whenever anything may have changed; must return at once
     */
    public TradingLane(LaneId lane, SerialQueue queue, TimeSource time, Timers timers, Journal journal, Gate gate, Boundary boundary,
            Consumer<LaneSnapshot> changed) {
        this.changed = changed;
        core = new LaneCore(lane, queue, time, timers, new LaneJournal(lane, journal, queue), boundary);
        snapshot = new LaneSnapshot(lane, false, List.of(), List.of(), List.of(), List.of(), Accounting.NONE, List.of(), false, Evidence.failed(Step.RECONCILIATION,
                time.instant(), "JOURNAL_BEING_READ", "The journal is being read.", ""), List.of(), Map.of(), null, null, List.of(), Map.of());
        trades = new TradeReader(core, this::booked);
        money = new LaneLedger(core);
        ledger = new LedgerReader(core, money, trades, this::told, shares::feeIsTold);
        watch = new Watch(core, trades, this::publish);
        hearing = new Hearing(core, () -> ready, trades, watch, this::publish, this::lost);
        doubts = new Doubts(core, this::publish, watch);
        reconciler = new Reconciler(core, trades, watch, shares::managed);
        accord = new Accord(core, reconciler, money);
        placing = new Placing(core, gate, this::publish, doubts, watch);
        changes = new Changes(core, gate, placing, this::publish, watch);
        adopting = new Adopting(core, reconciler::strangers, shares, this::booked, () -> {
            money.adopted();
            reconciler.gap("an order was adopted.", Instant.MIN);
            publish();
        });
        connection = new Connection(core, reconciler::gap, doubts::resolve);
        clearing = new Clearing(core, gate, changes);
        protection = new Protection(core, gate, placing, changes, shares, this::publish, reconciler::compared, reconciler::withheld);
        held = new Held(core, protection::submit);
        queue.execute(this::restore);
        ticks = timers.every(Reconciler.TICK, queue, this::tick);
    }

    /** Without its past a lane knows neither what it holds nor what it owes: it only cancels. */
    private void restore() {
        try {
            new Past(core, shares, trades, money, ledger).read(protection);
            core.passed("restore.done");
            ready = true;
        } catch (RuntimeException e) {
            unread = e instanceof JournalException known ? known : new JournalException(JournalException.UNREADABLE,
                    "What the journal tells of " + core.lane() + " could not be taken in: " + e + ".", e);
            LOG.error("The past of this lane cannot be read, so nothing is sent there but cancels. {} [{}]", unread.getMessage(), unread.code());
        }
        publish();
    }

    private void booked(FillApplied fill) {
        shares.book(fill, money.told(fill.trade().venueTradeId()));
        money.fill(fill);
        ledger.booked(fill);
        protection.booked(fill);
    }

    private void told(LedgerRow row) {
        shares.book(row);
        money.row(row);
    }

    private void lost(String why) {
        reconciler.gap(why, Instant.MIN);
    }

    private void tick() {
        if (ready) {
            core.part("writing down what was learnt", core.journal()::retry);
            core.part("looking whether the venue is there", connection::look);
            core.part("comparing journal and venue", () -> {
                if (connection.here()) {
                    reconciler.tick();
                }
            });
            core.part("reading the venue's ledger", () -> ledger.tick(trades.everSent()));
            core.part("taking entries away", clearing::look);
            core.part("keeping positions protected", protection::tick);
            core.part("what was held back", () -> held.look(core.venue().desk().isPresent(), reconciler.reconciled()));
            if (core.journal().durable()) {
                core.book().forget(core.now());
            }
            publish();
        }
    }

    /** The venue is here now, or parts of it went. */
    public void venue(Venue now) {
        core.queue().execute(() -> {
            if (now.equals(core.venue())) {
                return;
            }
            boolean other = !now.desk().equals(core.venue().desk());
            core.venue(now);
            if (other) {
                connection.replaced();
                connection.look();
            }
            hearing.look();
            publish();
        });
    }

    /**
     * Wants an order. The report comes when the venue has answered, or was not asked; it never fails. Whoever gives up completes it: an
     * order that has no intent by then gets none.
     */
    public CompletableFuture<Report> submit(Wish wish) {
        return submit(wish, order -> {});
    }

    /** @param intended told the order as soon as it has a number, on the lane's queue: whoever gives up later knows which it is */
    public CompletableFuture<Report> submit(Wish wish, Consumer<TrackedOrder> intended) {
        Awaited report = new Awaited(intended);
        core.queue().execute(() -> {
            if (held.holding(wish.purpose())) {
                held.add(wish, report);
            } else if (ready) {
                protection.submit(wish, report);
            } else if (unread != null) {
                report.complete(new Report.Refused(null, unread.code(), unread.getMessage()));
            } else {
                report.complete(new Report.Refused(null, "JOURNAL_BEING_READ", "The journal is still being read; ask again in a moment."));
            }
        });
        return report;
    }

    /** New wishes wait from now on, until as many releases. */
    public void hold() {
        held.hold();
    }

    /** Whether new wishes wait because the broker is being replaced; what it knew of its venue is not at hand then. */
    public boolean held() {
        return held.inForce();
    }

    /** Ends a hold: what waits goes on once the lane is reconciled. */
    public void release() {
        core.queue().execute(() -> held.release(core.venue().desk().isPresent()));
    }

    /** A person looked at what contradicts itself: it is compared anew. */
    public void lookedAt() {
        core.queue().execute(() -> {
            core.book().forgetTroubles();
            reconciler.gap("a person asked for it.", Instant.MIN);
            publish();
        });
    }

    /** A switch was set or taken back: resting entries that it covers go at once. */
    public void switched() {
        core.queue().execute(() -> core.part("taking entries away", clearing::look));
    }

    /** Cancels an order of ours. */
    public CompletableFuture<Report> cancel(long number, String by) {
        CompletableFuture<Report> report = new CompletableFuture<>();
        core.queue().execute(() -> {
            if (!protects(number, report)) {
                changes.cancel(number, by, report);
            }
        });
        return report;
    }

    /** Cancels a resting order that has our prefix and that this journal does not know; nobody else's is ever touched. */
    public CompletableFuture<Outcome<OrderKey>> cancelOrphan(String venueOrderId) {
        CompletableFuture<Outcome<OrderKey>> answer = new CompletableFuture<>();
        core.queue().execute(() -> reconciler.strangers().stream().filter(view -> view.venueOrderId().equals(venueOrderId)
                && core.orphans().is(view)).findFirst().ifPresentOrElse(
                        view -> changes.cancelStranger(new OrderKey(view.clientOrderId(), venueOrderId), answer),
                        () -> answer.complete(new Outcome.Refused<>("ORDER_NOT_FOUND", "No order of a NIJA rests there under that id."))));
        return answer;
    }

    /** An order of a NIJA that this journal does not know, by either of its ids, as the venue shows it; or why it cannot be shown. */
    public CompletableFuture<Orphan> orphan(String name, Consumer<Report.Refused> failed) {
        CompletableFuture<Orphan> answer = new CompletableFuture<>();
        core.queue().execute(() -> adopting.look(name, answer::complete, refused -> {
            failed.accept(refused);
            answer.complete(null);
        }));
        return answer;
    }

    /**
     * Takes such an order in, with all its fills, as a person decided; then the lane leaves reduce-only by itself.
     *
     * @param foreign it is not this NIJA's to manage: the report's order is null then
     */
    public CompletableFuture<Report> adopt(String name, boolean foreign, String by) {
        CompletableFuture<Report> report = new CompletableFuture<>();
        core.queue().execute(() -> adopting.adopt(name, foreign, by, report));
        return report;
    }

    /** Changes a resting order of ours, judged like a new one by the order as it is then; what is null stays. */
    public CompletableFuture<Report> amend(long number, BigDecimal quantity, BigDecimal limit, BigDecimal stop, String by) {
        CompletableFuture<Report> report = new CompletableFuture<>();
        core.queue().execute(() -> {
            if (!protects(number, report)) {
                changes.judged(number, quantity, limit, stop, by, report);
            }
        });
        return report;
    }

    private boolean protects(long number, CompletableFuture<Report> report) {
        String objection = protection.objection(number);
        if (objection != null) {
            report.complete(new Report.Refused(core.book().order(number).orElseThrow(), "ORDER_PROTECTS", objection));
        }
        return objection != null;
    }

    /**
     * Says where the stop of a position is to be, for good.
     *
     * @param kind named at {@code price}, where the profile says, or none
     * @param shown gets how the position is protected once that is so; never completes when it was refused
     */
    public CompletableFuture<Report> protect(Guarded position, Plan.Kind kind, BigDecimal price, String by, CompletableFuture<Cover> shown) {
        CompletableFuture<Report> report = new CompletableFuture<>();
        core.queue().execute(() -> protection.protect(position, kind, price, by, report, shown));
        return report;
    }

    /** A person says what a row of the ledger was that nobody could explain. */
    public CompletableFuture<Receipt> explain(String row, LedgerKind kind, String why) {
        CompletableFuture<Receipt> kept = new CompletableFuture<>();
        core.queue().execute(() -> {
            money.explain(row, kind);
            core.journal().append(List.of(new Mark(core.lane(), LaneLedger.EXPLAINED + row, kind.name()),
                    new Note(core.lane(), null, "ledger", "LEDGER_EXPLAINED", row + " was a " + kind + ", " + why, Map.of())), kept::complete);
            publish();
        });
        return kept;
    }

    /** A person says what a change was of which the venue's ledger has no row: it is a row from now on. */
    public CompletableFuture<Receipt> explain(LedgerEntry entry) {
        CompletableFuture<Receipt> kept = new CompletableFuture<>();
        core.queue().execute(() -> {
            ledger.add(new LedgerRow(entry, null), kept::complete);
            money.explained(entry);
            publish();
        });
        return kept;
    }

    /** The order when all that the venue says of it is here, once it was looked at. */
    public CompletableFuture<TrackedOrder> agreed(long number) {
        return wait(number, order -> order.settled() || order.agrees() && order.pendingSince() == null);
    }

    /** The order when it has ended and all its fills are here. */
    public CompletableFuture<TrackedOrder> settled(long number) {
        return wait(number, TrackedOrder::settled);
    }

    private CompletableFuture<TrackedOrder> wait(long number, Predicate<TrackedOrder> until) {
        CompletableFuture<TrackedOrder> answer = new CompletableFuture<>();
        core.queue().execute(() -> {
            if (core.book().order(number).isEmpty()) {
                // It ended long ago.
                core.journal().restore(core.book(), number);
            }
            waiting.add(number, until, answer, core.now());
            publish();
        });
        return answer;
    }

    /** As it was at its last change; no I/O. */
    public LaneSnapshot snapshot() {
        return snapshot;
    }

    public LaneId lane() {
        return core.lane();
    }

    /** Whether it learnt more than could be kept while the journal took nothing, or began with what was wrong: another one must begin from what the journal has. */
    public boolean behind() {
        return behind;
    }

    /** What it began with is not what the journal says. */
    public void beginAnew() {
        core.queue().execute(core.journal()::distrust);
        core.queue().execute(this::publish);
    }

    private void publish() {
        Instant now = core.now();
        if (ready) {
            core.part("accounting for balances", () -> money.look(reconciler.reconciled()));
        }
        behind = core.journal().overflowed();
        Lately lately = Lately.of(core.lane(), core.book().orders(), lastOrderAt, now);
        lastOrderAt = lately.lastOrderAt();
        // Half a past is none: what was read of positions before the damage is not shown.
        snapshot = new LaneSnapshot(core.lane(), ready, core.book().orders(), reconciler.strangers(),
                unread == null ? shares.all() : List.of(), shares.trips(), money.accounting(), lately.entries(), accord.reconciled(), evidence(now),
                accord.differences(), doubts.unprovable(), lastOrderAt, connection.lastOutageEnd(), protection.covers(),
                core.book().plannedStops());
        waiting.look(core.book(), core.now());
        protection.glance();
        changed.accept(snapshot);
    }

    private Evidence evidence(Instant now) {
        return unread == null ? accord.evidence() : Evidence.failed(Step.RECONCILIATION, now, unread.code(), unread.getMessage(),
                "Nothing is sent there but cancels. Stop NIJA and restore a backup; until then look after positions at the venue.");
    }

    /** Ends: what rests at the venue rests on. */
    public void stop() {
        ticks.close();
        core.queue().execute(() -> {
            watch.stop();
            hearing.stop();
        });
        core.queue().execute(protection::stop);
        core.queue().close();
    }
}
