package io.nija.trading.internal.lane;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.nija.broker.OrderDesk;
import io.nija.journal.JournalRecord;
import io.nija.journal.OrderStage;
import io.nija.order.OrderView;
import io.nija.order.TimeInForce;
import io.nija.platform.Timers;
import io.nija.trading.internal.order.Signal;
import io.nija.trading.internal.order.TrackedOrder;

/**
 * Follows our orders at the venue: soon after own activity, then ever slower, and not at all while all is quiet: what rests
 * quietly is seen in the session's own reading of the open orders, which costs nothing more. While the venue's private stream
 * tells what happens, it is asked later and less.
 */
final class Watch {

    private static final List<Duration> BEATS = List.of(Duration.ofMillis(300), Duration.ofSeconds(1), Duration.ofSeconds(3),
            Duration.ofSeconds(6), Duration.ofSeconds(12), Duration.ofSeconds(30));

    /** While the venue's stream tells what happens, asking only fills its gaps. */
    private static final List<Duration> BEATS_WHEN_TOLD = List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(15),
            Duration.ofSeconds(30));

    /** A cancel or change that shows no effect for so long after the venue was asked has not happened. */
    private static final Duration PENDING = Duration.ofSeconds(15);

    /** As many as the venue may be asked for at a time. */
    private static final int AT_ONCE = 50;

    private final LaneCore core;
    private final TradeReader trades;
    private final Runnable changed;
    private Timers.Timer next;
    /** When the next look is; null when none is armed. */
    private Instant due;
    private int beat;
    private boolean asking;
    private boolean told;
    private final Set<Long> suspects = new HashSet<>();

    Watch(LaneCore core, TradeReader trades, Runnable changed) {
        this.core = core;
        this.trades = trades;
        this.changed = changed;
    }

    /** Something happened: look soon. */
    void soon() {
        beat = 0;
        arm();
    }

    /** This order may not be what we think it is: look at it soon, however quiet it seems. */
    void suspect(long number) {
        suspects.add(number);
        soon();
    }

    /** Whether an order is still to be looked at. */
    boolean suspects(long number) {
        return suspects.contains(number);
    }

    /** A look that is nearer already stays: whoever keeps asking for one must not put it off. */
    private void arm() {
        List<Duration> beats = told ? BEATS_WHEN_TOLD : BEATS;
        Duration delay = beats.get(Math.min(beat, beats.size() - 1));
        Instant at = core.now().plus(delay);
        if (due != null && !due.isAfter(at)) {
            return;
        }
        if (next != null) {
            next.close();
        }
        due = at;
        next = core.after(delay, this::look);
    }

    /** Whether the venue's stream tells what happens to orders. */
    void told(boolean yes) {
        told = yes;
    }

    void stop() {
        if (next != null) {
            next.close();
        }
    }

    private void look() {
        due = null;
        beat++;
        Optional<OrderDesk> desk = core.venue().desk();
        List<TrackedOrder> busy = core.book().unsettled().stream().filter(order -> order.venueOrderId() != null)
                .filter(this::busy).limit(AT_ONCE).toList();
        if (desk.isEmpty() || busy.isEmpty()) {
            return;
        }
        if (asking) {
            arm();
            return;
        }
        asking = true;
        Instant asked = core.now();
        core.read(() -> desk.get().orders(busy.stream().map(TrackedOrder::venueOrderId).toList()), views -> seen(desk.get(), busy, views, asked),
                reason -> done());
    }

    /** A resting order of which all is known needs no look of its own; one that trades at once or not at all never rests. */
    private boolean busy(TrackedOrder order) {
        boolean resting = order.stage() == OrderStage.ACCEPTED || order.stage() == OrderStage.PARTIALLY_FILLED;
        boolean stays = order.request().timeInForce() != TimeInForce.IOC && order.request().timeInForce() != TimeInForce.FOK;
        return !(resting && stays && order.agrees()) || suspects.contains(order.number());
    }

    private void seen(OrderDesk desk, List<TrackedOrder> wanted, List<OrderView> views, Instant asked) {
        for (TrackedOrder order : wanted) {
            if (overtaken(order.number(), asked)) {
                continue;
            }
            suspects.remove(order.number());
            views.stream().filter(view -> order.venueOrderId().equals(view.venueOrderId())).findFirst().ifPresentOrElse(
                    view -> core.journal().learn(see(order, view, asked)),
                    () -> core.book().trouble(order.id(), order.id() + " is unknown to the venue, which once had it as "
                            + order.venueOrderId() + "."));
        }
        boolean behind = views.stream().flatMap(view -> core.book().find(view.clientOrderId(), view.venueOrderId()).stream())
                .anyMatch(order -> !order.agrees());
        if (behind) {
            trades.read(desk, this::done, reason -> done());
        } else {
            done();
        }
    }

    /** Whether something was learnt of an order, or sent, after the venue was asked: what it answers may be how it was before. */
    private boolean overtaken(long number, Instant asked) {
        return core.book().order(number).filter(now -> now.updatedAt().isAfter(asked)
                || now.pendingSince() != null && now.pendingSince().isAfter(asked)).isPresent();
    }

    /**
     * As the venue shows it; a cancel or change whose time is over and that shows no effect did not happen.
     *
     * @param asked when the venue was asked: a view from before a change says neither that it failed nor what the order is now
     */
    List<JournalRecord> see(TrackedOrder order, OrderView view, Instant asked) {
        if (overtaken(order.number(), asked)) {
            return List.of();
        }
        List<JournalRecord> records = core.book().see(order.number(), view, core.now());
        TrackedOrder now = core.book().order(order.number()).orElseThrow();
        boolean overdue = now.pendingSince() != null && now.pendingSince().plus(PENDING).isBefore(asked);
        boolean rests = switch (view.state()) {
            case PENDING, OPEN, PARTIALLY_FILLED -> true;
            case FILLED, CANCELED, EXPIRED, OTHER -> false;
        };
        if (!overdue || !rests) {
            return records;
        }
        Signal failed = now.stage() == OrderStage.PENDING_CANCEL ? Signal.CANCEL_FAILED : Signal.AMEND_FAILED;
        return Stream.concat(records.stream(), core.book().signal(order.number(), failed, "NO_EFFECT",
                "The venue shows the order as it was.", true, view.updatedAt(), core.now()).stream()).toList();
    }

    private void done() {
        asking = false;
        suspects.removeIf(number -> core.book().order(number).isEmpty());
        changed.run();
        if (core.book().unsettled().stream().anyMatch(order -> order.venueOrderId() != null && busy(order))) {
            arm();
        }
    }
}
