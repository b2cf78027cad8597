package io.nija.trading.internal.lane;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.nija.order.Purpose;
import io.nija.risk.SwitchInForce;
import io.nija.trading.internal.order.TrackedOrder;

/**
 * Takes own resting entries away while a switch keeps entries off: again and again until none is left, for an order may come to
 * rest, or become known, long after the switch was set, and a cancel may fail. Runs on the lane's queue.
 */
final class Clearing {

    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private record Attempt(Instant next, Duration patience) {}

    private final LaneCore core;
    private final Gate gate;
    private final Changes changes;
    private final Map<Long, Attempt> attempts = new HashMap<>();

    Clearing(LaneCore core, Gate gate, Changes changes) {
        this.core = core;
        this.gate = gate;
        this.changes = changes;
    }

    /** Once a second, and when a switch was set. */
    void look() {
        List<TrackedOrder> entries = core.book().open().stream().filter(order -> order.intent().purpose() == Purpose.ENTRY).toList();
        attempts.keySet().retainAll(entries.stream().map(TrackedOrder::number).toList());
        if (core.venue().desk().isEmpty()) {
            return;
        }
        for (TrackedOrder order : entries) {
            Optional<SwitchInForce> switched = rests(order) ? gate.clears(core.lane(), order.request().symbol(), order.intent().strategy())
                    : Optional.empty();
            if (switched.isPresent() && due(order.number())) {
                changes.cancel(order.number(), switched.get().kind() + " for " + switched.get().scope(), new CompletableFuture<>());
            }
        }
    }

    /** One whose fate nobody knows is found first, and one that is being cancelled shows soon whether it was. */
    private static boolean rests(TrackedOrder order) {
        return switch (order.stage()) {
            case ACCEPTED, PARTIALLY_FILLED, TRIGGERED, PENDING_AMEND -> true;
            case CREATED, SUBMITTED, IN_DOUBT, PENDING_CANCEL, DENIED, FILLED, CANCELED, EXPIRED, REJECTED -> false;
        };
    }

    private boolean due(long number) {
        Attempt before = attempts.get(number);
        if (before != null && core.now().isBefore(before.next())) {
            return false;
        }
        Duration patience = before == null ? FIRST : before.patience().multipliedBy(2);
        patience = patience.compareTo(LONGEST) > 0 ? LONGEST : patience;
        attempts.put(number, new Attempt(core.now().plus(patience), patience));
        return true;
    }
}
