package io.nija.trading.internal.lane;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.nija.broker.Balance;
import io.nija.broker.Observation;
import io.nija.broker.OrderDesk;
import io.nija.order.OrderView;
import io.nija.status.Evidence;
import io.nija.status.Step;
import io.nija.trading.internal.order.TrackedOrder;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the book agree with the venue, and says whether it does: thoroughly after the start and after each gap, and then
 * on each new reading of the open orders that the session makes anyway.
 */
final class Reconciler {

    static final Duration TICK = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.trading");
    private static final Duration LONGEST = Duration.ofSeconds(30);
    /** As with every step of the ladder: a proof that is older proves nothing. */
    static final Duration PROOF_LASTS = Connection.EVIDENCE_LASTS;
    /** Trades are read at least so often, for what no order of ours shows. */
    private static final Duration TRADES = Duration.ofMinutes(5);

    private final LaneCore core;
    private final TradeReader trades;
    private final Watch watch;
    private final Supplier<Map<String, BigDecimal>> managed;
    private List<OrderView> strangers = List.of();
    private List<Difference> differences = List.of();
    /** By the latest balances that all changes are in; it stays until there are such again. */
    private Map<String, BigDecimal> withheld = Map.of();
    private String waiting = "The venue has not been asked yet.";
    private Duration patience = Duration.ofSeconds(1);
    private Instant notBefore = Instant.MIN;
    private Instant compared = Instant.MIN;
    private Instant provenAt;
    /** Orders that the latest reading did not show as we knew them. */
    private List<Long> doubted = List.of();
    private Instant readFrom = Instant.MIN;
    private long round;
    private boolean thorough;
    private boolean busy;

    Reconciler(LaneCore core, TradeReader trades, Watch watch, Supplier<Map<String, BigDecimal>> managed) {
        this.core = core;
        this.trades = trades;
        this.watch = watch;
        this.managed = managed;
    }

    /**
     * A session came, or the connection was away: nothing is taken for granted any more, and no answer that is still on its way.
     *
     * @param from what the session read of the open orders before this says nothing of now
     */
    void gap(String why, Instant from) {
        if (thorough || !why.equals(waiting)) {
            patience = Duration.ofSeconds(1);
            notBefore = Instant.MIN;
        }
        round++;
        busy = false;
        thorough = false;
        provenAt = null;
        doubted = List.of();
        waiting = why;
        readFrom = from;
    }

    /** Once a second while the venue is reached: does what is due. Reads no more of the venue than it must. */
    void tick() {
        OrderDesk desk = core.venue().desk().orElse(null);
        if (desk == null || busy || !(core.venue().session().get().openOrders() instanceof Observation.Known<List<OrderView>> shown)) {
            return;
        }
        if (!thorough) {
            if (!core.now().isBefore(notBefore)) {
                begin(desk, shown);
            }
            return;
        }
        if (shown.at().isAfter(compared)) {
            compare(shown.value(), shown.at());
        } else if (!doubted.isEmpty() && doubted.stream().allMatch(this::cleared)) {
            doubted = List.of();
            provenAt = compared;
        }
        if (trades.readAt() == null || trades.readAt().plus(TRADES).isBefore(core.now())) {
            busy = true;
            trades.read(desk, mine(() -> {
                busy = false;
                core.book().unsettled().stream().filter(order -> !order.open()).forEach(order -> watch.suspect(order.number()));
            }), mine(reason -> busy = false));
        }
        judge();
    }

    /** Whether an order that was not as we knew it was looked at, and is known again. */
    private boolean cleared(long number) {
        return !watch.suspects(number) && core.book().order(number).map(order -> order.settled() || order.agrees()).orElse(true);
    }

    private void begin(OrderDesk desk, Observation.Known<List<OrderView>> shown) {
        busy = true;
        if (!shown.at().isBefore(readFrom)) {
            // The session's own reading was made since the venue is back: asking again would only cost its budget.
            ended(desk, shown.value(), shown.at());
        } else {
            Instant asked = core.now();
            core.read(desk::restingOrders, mine(resting -> ended(desk, resting, asked)), mine(this::failed));
        }
    }

    /** Only for as long as nothing interrupted this comparison: what was asked before a gap proves nothing after it. */
    private <T> Consumer<T> mine(Consumer<T> then) {
        long asked = round;
        return answer -> {
            if (asked == round) {
                then.accept(answer);
            }
        };
    }

    private Runnable mine(Runnable then) {
        Consumer<Void> guarded = this.<Void>mine(nothing -> then.run());
        return () -> guarded.accept(null);
    }

    private void ended(OrderDesk desk, List<OrderView> resting, Instant asked) {
        core.passed("reconcile.orders-read");
        recognise(resting, asked);
        List<String> gone = core.book().open().stream().map(TrackedOrder::venueOrderId).filter(id -> id != null
                && resting.stream().noneMatch(view -> id.equals(view.venueOrderId()))).limit(50).toList();
        if (gone.isEmpty()) {
            fills(desk, List.of(), asked, asked);
        } else {
            Instant now = core.now();
            core.read(() -> desk.orders(gone), mine(views -> fills(desk, views, now, asked)), mine(this::failed));
        }
    }

    /** @param seen when {@code views} were asked for */
    private void fills(OrderDesk desk, List<OrderView> views, Instant seen, Instant asked) {
        views.forEach(view -> see(view, seen));
        trades.read(desk, mine(() -> {
            views.forEach(view -> see(view, seen));
            core.passed("reconcile.fills-applied");
            Optional<List<Balance>> read = core.venue().session().flatMap(session -> session.balances() instanceof Observation.Known<List<Balance>>
                    known ? Optional.of(known.value()) : Optional.empty());
            if (read.isPresent()) {
                finished(read.get(), asked);
            } else {
                core.read(desk::balancesNow, mine(balances -> finished(balances, asked)), mine(this::failed));
            }
        }), mine(this::failed));
    }

    private void finished(List<Balance> balances, Instant asked) {
        core.passed("reconcile.done");
        busy = false;
        thorough = true;
        compared = asked;
        provenAt = core.now();
        differences = Comparison.differences(core.book(), core.orphans(), strangers, managed.get(), balances, core.journal().failure(), core.now());
        differences.stream().filter(difference -> difference.kind().blocking()).forEach(difference ->
                LOG.warn("Not reconciled: {} [{}]", difference.text(), difference.kind()));
        LOG.info("Orders, fills and balances were compared with the venue: {} own open orders, {} others', {} differences",
                core.book().open().size(), strangers.size(), blocking());
        watch.soon();
    }

    /** What could not be read is no agreement; it is read again, later each time. */
    private void failed(String reason) {
        busy = false;
        waiting = reason;
        notBefore = core.now().plus(patience);
        patience = patience.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : patience.multipliedBy(2);
    }

    /** The session read the open orders: whatever is not as we know it is looked at. */
    private void compare(List<OrderView> shown, Instant at) {
        compared = at;
        recognise(shown, at);
        List<TrackedOrder> suspects = Comparison.suspects(core.book(), shown, at);
        suspects.forEach(order -> watch.suspect(order.number()));
        doubted = suspects.stream().map(TrackedOrder::number).toList();
        if (suspects.isEmpty()) {
            provenAt = at;
        }
    }

    /** Sorts resting orders: ours, ours and put away, and strangers. */
    private void recognise(List<OrderView> resting, Instant at) {
        List<OrderView> unknown = new ArrayList<>();
        for (OrderView view : resting) {
            if (core.book().find(view.clientOrderId(), view.venueOrderId()).isEmpty() && LaneJournal.ours(view.clientOrderId())) {
                core.journal().numbers(view.clientOrderId()).forEach(number -> core.journal().restore(core.book(), number));
            }
            if (core.book().find(view.clientOrderId(), view.venueOrderId()).isEmpty()) {
                unknown.add(view);
            } else if (!thorough) {
                see(view, at);
            }
        }
        strangers = List.copyOf(unknown);
    }

    private void see(OrderView view, Instant asked) {
        core.book().find(view.clientOrderId(), view.venueOrderId())
                .ifPresent(order -> core.journal().learn(watch.see(order, view, asked)));
    }

    private void judge() {
        List<Balance> balances = core.venue().session().flatMap(session -> session.balances() instanceof Observation.Known<List<Balance>> known
                && known.at().isAfter(settledAt()) ? Optional.of(known.value()) : Optional.empty()).orElse(null);
        differences = Comparison.differences(core.book(), core.orphans(), strangers, managed.get(), balances, core.journal().failure(), core.now());
        if (balances != null) {
            withheld = Comparison.withheld(core.book(), strangers, managed.get(), balances);
        }
    }

    /** Balances read before this may not know the latest fill. */
    private Instant settledAt() {
        return core.book().orders().stream().map(TrackedOrder::updatedAt).max(Instant::compareTo).orElse(Instant.EPOCH)
                .plus(Comparison.LAG);
    }

    private String adopted() {
        long adopted = core.book().open().stream().filter(TrackedOrder::adopted).count();
        return adopted == 0 ? "" : " (" + adopted + " adopted)";
    }

    private long blocking() {
        return differences.stream().filter(difference -> difference.kind().blocking()).count();
    }

    /** Resting orders that this journal does not know. */
    List<OrderView> strangers() {
        return strangers;
    }

    List<Difference> differences() {
        return differences;
    }

    /** How much of each managed asset cannot be offered at the venue, as far as it is known. */
    Map<String, BigDecimal> withheld() {
        return withheld;
    }

    /** Whether orders, fills and balances were read and compared since the venue was last away, whatever was found. */
    boolean compared() {
        return thorough;
    }

    /** Whether journal and venue were found to agree a short while ago, and nothing is open. */
    boolean reconciled() {
        return proven() && blocking() == 0 && core.failures().isEmpty();
    }

    private boolean proven() {
        return thorough && provenAt != null && provenAt.plus(PROOF_LASTS).isAfter(core.now());
    }

    /** What the ladder shows. */
    Evidence evidence() {
        if (!thorough || provenAt == null) {
            return Evidence.failed(Step.RECONCILIATION, core.now(), "NOT_RECONCILED_YET",
                    "Journal and venue have not been compared yet: " + waiting, "");
        }
        if (!core.failures().isEmpty()) {
            return Evidence.failed(Step.RECONCILIATION, core.now(), "LANE_PART_FAILED", String.join(" ", core.failures()),
                    "It is tried again by itself; if it stays, restart NIJA and report it.");
        }
        if (!proven()) {
            return Evidence.failed(Step.RECONCILIATION, provenAt, "PROOF_TOO_OLD", "Journal and venue were last found to agree at " + provenAt
                    + "; " + (doubted.isEmpty() ? "the open orders were not read since." : doubted.size() + " orders are being looked at."),
                    "No entry is sent; exits are.");
        }
        if (blocking() > 0) {
            Difference first = differences.stream().filter(difference -> difference.kind().blocking()).findFirst().orElseThrow();
            return Evidence.failed(Step.RECONCILIATION, provenAt, "NOT_RECONCILED_" + first.kind(), first.text()
                    + (blocking() > 1 ? " And " + (blocking() - 1) + " more." : ""), "No entry is sent; exits are.");
        }
        return Evidence.ok(Step.RECONCILIATION, provenAt, "Journal and venue agree: " + core.book().open().size() + " open orders of ours"
                + adopted() + ", " + strangers.size() + " of others.");
    }
}
