package io.nija.trading.internal.lane;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    /** Trades are read at least so often, for what no order of ours shows. */
    private static final Duration TRADES = Duration.ofMinutes(5);

    private final LaneCore core;
    private final TradeReader trades;
    private final Watch watch;
    private final Supplier<Map<String, BigDecimal>> managed;
    private List<OrderView> strangers = List.of();
    private List<Difference> differences = List.of();
    private String waiting = "The venue has not been asked yet.";
    private Duration patience = Duration.ofSeconds(1);
    private Instant notBefore = Instant.MIN;
    private Instant compared = Instant.MIN;
    private Instant provenAt;
    private boolean thorough;
    private boolean busy;

    Reconciler(LaneCore core, TradeReader trades, Watch watch, Supplier<Map<String, BigDecimal>> managed) {
        this.core = core;
        this.trades = trades;
        this.watch = watch;
        this.managed = managed;
    }

    /** A session came, or the connection was away: nothing is taken for granted any more. */
    void gap(String why) {
        thorough = false;
        provenAt = null;
        waiting = why;
        patience = Duration.ofSeconds(1);
        notBefore = Instant.MIN;
    }

    /** Once a second: does what is due. Reads no more of the venue than it must. */
    void tick() {
        OrderDesk desk = core.venue().desk().orElse(null);
        if (desk == null || busy || !(core.venue().session().get().openOrders() instanceof Observation.Known<List<OrderView>> shown)) {
            return;
        }
        if (!thorough) {
            if (!core.now().isBefore(notBefore)) {
                busy = true;
                // The session's own reading was made since it came: asking again would only cost its budget.
                ended(desk, shown.value(), shown.at());
            }
            return;
        }
        if (shown.at().isAfter(compared)) {
            compare(shown.value(), shown.at());
        }
        if (trades.readAt() == null || trades.readAt().plus(TRADES).isBefore(core.now())) {
            busy = true;
            trades.read(desk, () -> {
                busy = false;
                core.book().unsettled().stream().filter(order -> !order.open()).forEach(order -> watch.suspect(order.number()));
            }, reason -> busy = false);
        }
        judge();
    }

    private void ended(OrderDesk desk, List<OrderView> resting, Instant asked) {
        core.passed("reconcile.orders-read");
        recognise(resting);
        List<String> gone = core.book().open().stream().map(TrackedOrder::venueOrderId).filter(id -> id != null
                && resting.stream().noneMatch(view -> id.equals(view.venueOrderId()))).limit(50).toList();
        if (gone.isEmpty()) {
            fills(desk, List.of(), asked);
        } else {
            core.read(() -> desk.orders(gone), views -> fills(desk, views, asked), this::failed);
        }
    }

    private void fills(OrderDesk desk, List<OrderView> views, Instant asked) {
        views.forEach(this::see);
        trades.read(desk, () -> {
            views.forEach(this::see);
            core.passed("reconcile.fills-applied");
            Optional<List<Balance>> read = core.venue().session().flatMap(session -> session.balances() instanceof Observation.Known<List<Balance>>
                    known ? Optional.of(known.value()) : Optional.empty());
            if (read.isPresent()) {
                finished(read.get(), asked);
            } else {
                core.read(desk::balancesNow, balances -> finished(balances, asked), this::failed);
            }
        }, this::failed);
    }

    private void finished(List<Balance> balances, Instant asked) {
        core.passed("reconcile.done");
        busy = false;
        thorough = true;
        compared = asked;
        provenAt = core.now();
        differences = Comparison.differences(core.book(), strangers, managed.get(), balances, core.journal().failure(), core.now());
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
        recognise(shown);
        List<TrackedOrder> suspects = Comparison.suspects(core.book(), shown, at);
        suspects.forEach(order -> watch.suspect(order.number()));
        if (suspects.isEmpty()) {
            provenAt = at;
        }
    }

    /** Sorts resting orders: ours, ours and put away, and strangers. */
    private void recognise(List<OrderView> resting) {
        List<OrderView> unknown = new ArrayList<>();
        for (OrderView view : resting) {
            if (core.book().find(view.clientOrderId(), view.venueOrderId()).isEmpty() && LaneJournal.ours(view.clientOrderId())) {
                core.journal().numbers(view.clientOrderId()).forEach(number -> core.journal().restore(core.book(), number));
            }
            if (core.book().find(view.clientOrderId(), view.venueOrderId()).isEmpty()) {
                unknown.add(view);
            } else if (!thorough) {
                see(view);
            }
        }
        strangers = List.copyOf(unknown);
    }

    private void see(OrderView view) {
        core.book().find(view.clientOrderId(), view.venueOrderId())
                .ifPresent(order -> core.journal().learn(watch.see(order, view)));
    }

    private void judge() {
        List<Balance> balances = core.venue().session().flatMap(session -> session.balances() instanceof Observation.Known<List<Balance>> known
                && known.at().isAfter(settledAt()) ? Optional.of(known.value()) : Optional.empty()).orElse(null);
        differences = Comparison.differences(core.book(), strangers, managed.get(), balances, core.journal().failure(), core.now());
    }

    /** Balances read before this may not know the latest fill. */
    private Instant settledAt() {
        return core.book().orders().stream().map(TrackedOrder::updatedAt).max(Instant::compareTo).orElse(Instant.EPOCH)
                .plus(Comparison.LAG);
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

    /** Whether orders, fills and balances were read and compared since the venue was last away, whatever was found. */
    boolean compared() {
        return thorough;
    }

    /** Whether journal and venue were found to agree, and nothing is open. */
    boolean reconciled() {
        return thorough && provenAt != null && blocking() == 0;
    }

    /** What the ladder shows. */
    Evidence evidence() {
        if (!thorough || provenAt == null) {
            return Evidence.failed(Step.RECONCILIATION, core.now(), "NOT_RECONCILED_YET",
                    "Journal and venue have not been compared yet: " + waiting, "");
        }
        if (blocking() > 0) {
            Difference first = differences.stream().filter(difference -> difference.kind().blocking()).findFirst().orElseThrow();
            return Evidence.failed(Step.RECONCILIATION, provenAt, "NOT_RECONCILED_" + first.kind(), first.text()
                    + (blocking() > 1 ? " And " + (blocking() - 1) + " more." : ""), "No entry is sent; exits are.");
        }
        return Evidence.ok(Step.RECONCILIATION, provenAt, "Journal and venue agree: " + core.book().open().size() + " open orders of ours, "
                + strangers.size() + " of others.");
    }
}
