package io.nija.alerts.internal.watch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;

import io.nija.account.LaneId;
import io.nija.alert.Alert;
import io.nija.alert.AlertScope;
import io.nija.alert.Severity;
import io.nija.status.Blocked;
import io.nija.status.Evidence;
import io.nija.status.LadderState;
import io.nija.status.LaneStatus;

/**
 * What the lanes' states mean to a person. A lane that was connected and is not any more is an alert, once it has been so for
 * a while; many short falls are one, too. A lane that never was connected is none: its keys may simply not be there.
 * No clock, no I/O; not thread-safe.
 */
final class LaneJudge {

    static final String DOWN = "LANE_DOWN";
    static final String QUARANTINED = "LANE_QUARANTINED";
    static final String SUSPENDED = "LANE_SUSPENDED";
    static final String NOT_PERMITTED = "LANE_NOT_PERMITTED";
    static final String FLAPPING = "LANE_FLAPPING";
    static final String KEYS_GONE = "KEYS_GONE";

    /** So many falls within {@link #FLAPS} are too many, however short each was. */
    static final int FALLS = 5;
    static final Duration FLAPS = Duration.ofMinutes(10);

    private final Map<LaneId, Watch> watches = new HashMap<>();
    private final Set<LaneId> remembered;
    private final long notBefore;
    private long settle;

    /** What to do. */
    sealed interface Action {

        /** Raise it. */
        record Raise(Alert alert) implements Action {}

        /** It is over, if it is open. */
        record Clear(String code, LaneId lane) implements Action {}
    }

    private static final class Watch {
        LaneStatus last;
        /** As it was when it was last connected. */
        LaneStatus lastUp;
        boolean connectedOnce;
        boolean permittedOnce;
        Deque<Long> falls = new ArrayDeque<>();
        boolean flapping;
        /** Codes that become alerts unless all is well before then. */
        final Map<String, Long> pending = new HashMap<>();
        final Set<String> raised = new TreeSet<>();
    }

    /**
     * @param remembered lanes that were connected in an earlier life, and should be again
     * @param notBefore nothing is alarming before: lanes need a while to connect at the start
     */
    LaneJudge(Set<LaneId> remembered, Duration settle, long notBefore) {
        this.remembered = new TreeSet<>(remembered);
        this.settle = settle.toNanos();
        this.notBefore = notBefore;
    }

    void settle(Duration changed) {
        settle = changed.toNanos();
    }

    /** The lanes that were connected, and should be again after a restart. */
    Set<LaneId> connected() {
        Set<LaneId> lanes = new TreeSet<>(remembered);
        watches.forEach((lane, watch) -> {
            if (watch.connectedOnce) {
                lanes.add(lane);
            }
        });
        return lanes;
    }

    /** A lane changed; either status can be null. */
    List<Action> changed(LaneStatus before, LaneStatus after, long now) {
        List<Action> actions = new ArrayList<>();
        LaneId lane = (after == null ? before : after).lane();
        if (after == null || after.state() == LadderState.DISABLED) {
            remembered.remove(lane);
            watches.remove(lane);
            List.of(DOWN, QUARANTINED, SUSPENDED, NOT_PERMITTED, FLAPPING).forEach(code -> actions.add(new Action.Clear(code, lane)));
            return actions;
        }
        Watch watch = watches.computeIfAbsent(lane, unseen -> new Watch());
        boolean wasUp = before != null && before.state().connected();
        watch.connectedOnce |= remembered.remove(lane) | wasUp;
        watch.lastUp = wasUp ? before : watch.lastUp;
        watch.last = after;
        if (after.state().connected()) {
            up(watch, after, now, actions);
        } else if (watch.connectedOnce) {
            down(watch, after, wasUp, now);
        }
        blocked(watch, after, now, actions);
        actions.addAll(due(now));
        return actions;
    }

    private void up(Watch watch, LaneStatus after, long now, List<Action> actions) {
        watch.connectedOnce = true;
        watch.lastUp = after;
        over(watch, DOWN, actions);
        over(watch, KEYS_GONE, actions);
        if (after.state().compareTo(LadderState.PERMITTED) >= 0) {
            watch.permittedOnce = true;
            over(watch, NOT_PERMITTED, actions);
        } else if (watch.permittedOnce) {
            wait(watch, NOT_PERMITTED, now);
        }
    }

    private void down(Watch watch, LaneStatus after, boolean wasUp, long now) {
        watch.pending.remove(NOT_PERMITTED);
        if (wasUp) {
            watch.falls.add(now);
        }
        if (after.state() == LadderState.NOT_CONFIGURED) {
            watch.pending.remove(DOWN);
            wait(watch, KEYS_GONE, now - settle);
        } else {
            wait(watch, DOWN, now);
        }
    }

    private void blocked(Watch watch, LaneStatus after, long now, List<Action> actions) {
        Blocked.Kind kind = after.blocked() == null ? null : after.blocked().kind();
        if (kind == Blocked.Kind.QUARANTINED) {
            watch.pending.remove(DOWN);
            wait(watch, QUARANTINED, now - settle);
        } else {
            over(watch, QUARANTINED, actions);
        }
        if (kind == Blocked.Kind.SUSPENDED) {
            wait(watch, SUSPENDED, now);
        } else {
            over(watch, SUSPENDED, actions);
        }
    }

    private void wait(Watch watch, String code, long since) {
        if (!watch.raised.contains(code)) {
            // A lane that was not connected yet in this life is given the time that a start takes.
            watch.pending.putIfAbsent(code, watch.lastUp == null ? Math.max(since + settle, notBefore) : since + settle);
        }
    }

    /** Always said, for it may be open from an earlier life; nothing happens when it is not. */
    private static void over(Watch watch, String code, List<Action> actions) {
        watch.pending.remove(code);
        watch.raised.remove(code);
        actions.add(new Action.Clear(code, watch.last.lane()));
    }

    /** What has lasted long enough. */
    List<Action> due(long now) {
        List<Action> actions = new ArrayList<>();
        for (Watch watch : watches.values()) {
            for (Map.Entry<String, Long> each : Map.copyOf(watch.pending).entrySet()) {
                if (each.getValue() - now <= 0) {
                    watch.pending.remove(each.getKey());
                    watch.raised.add(each.getKey());
                    actions.add(new Action.Raise(alert(each.getKey(), watch)));
                    // Somebody took them away, and has been told: nothing is missed until they are back.
                    watch.connectedOnce &= !each.getKey().equals(KEYS_GONE);
                }
            }
            flapping(watch, now, actions);
        }
        return actions;
    }

    private static void flapping(Watch watch, long now, List<Action> actions) {
        while (!watch.falls.isEmpty() && now - watch.falls.peek() >= FLAPS.toNanos() || watch.falls.size() > FALLS) {
            watch.falls.poll();
        }
        if (!watch.flapping && watch.falls.size() == FALLS) {
            watch.flapping = true;
            actions.add(new Action.Raise(Alert.state(Severity.WARNING, FLAPPING, AlertScope.of(watch.last.lane()), watch.last.lane()
                    + " lost its connection " + FALLS + " times within " + FLAPS.toMinutes() + " minutes; it connects again each time.",
                    "Look at this machine's network, and at the venue's status page.")));
        } else if (watch.flapping && watch.falls.isEmpty()) {
            watch.flapping = false;
            actions.add(new Action.Clear(FLAPPING, watch.last.lane()));
        }
    }

    private static Alert alert(String code, Watch watch) {
        LaneStatus now = watch.last;
        LaneId lane = now.lane();
        AlertScope scope = AlertScope.of(lane);
        return switch (code) {
            case QUARANTINED -> Alert.state(Severity.CRITICAL, code, scope, lane + " makes no calls any more: " + reason(now)
                    + (now.blocked() == null || now.blocked().until() == null ? "" : " Until " + now.blocked().until() + "."), hint(now));
            case SUSPENDED -> Alert.state(Severity.WARNING, code, scope, lane + " cannot be used now: " + reason(now), hint(now));
            case NOT_PERMITTED -> Alert.state(Severity.WARNING, code, scope, lane + " is connected but may not trade any more: "
                    + reason(now), hint(now));
            case KEYS_GONE -> keysGone(watch);
            default -> Alert.state(now.state() == LadderState.MISCONFIGURED || atRisk(watch.lastUp) ? Severity.CRITICAL : Severity.WARNING,
                    code, scope, lane + " lost its connection and is " + now.state() + risk(watch.lastUp) + ": " + reason(now), hint(now));
        };
    }

    /** Nobody can cancel from here what rests at the venue. Unknown is not none. */
    private static Alert keysGone(Watch watch) {
        boolean nothing = watch.lastUp != null && Integer.valueOf(0).equals(watch.lastUp.openOrders()) && !atRisk(watch.lastUp);
        LaneId lane = watch.last.lane();
        return Alert.event(nothing ? Severity.WARNING : Severity.CRITICAL, KEYS_GONE, AlertScope.of(lane), lane
                + " was connected and has no keys any more" + (nothing ? "; no order rested there" : risk(watch.lastUp).isEmpty()
                        ? "; whether orders or positions are open there is not known" : risk(watch.lastUp)) + ": " + reason(watch.last),
                hint(watch.last));
    }

    private static boolean atRisk(LaneStatus status) {
        return status != null && (positive(status.openOrders()) || positive(status.positions()));
    }

    private static String risk(LaneStatus status) {
        if (!atRisk(status)) {
            return "";
        }
        List<String> words = new ArrayList<>();
        if (positive(status.positions())) {
            words.add("positions: " + status.positions());
        }
        if (positive(status.openOrders())) {
            words.add("orders resting at the venue: " + status.openOrders());
        }
        return " (" + String.join(", ", words) + ")";
    }

    private static boolean positive(Integer number) {
        return number != null && number > 0;
    }

    private static String reason(LaneStatus status) {
        String reason = status.blocked() != null ? status.blocked().reason()
                : status.firstFailure().map(Evidence::detail).orElse("");
        return reason.isBlank() ? "no reason is known." : reason.endsWith(".") ? reason : reason + ".";
    }

    private static String hint(LaneStatus status) {
        return status.hint() == null || status.hint().isBlank() ? "'why " + status.lane() + "' tells more." : status.hint();
    }

    /** When {@link #due} has something to do next. */
    OptionalLong nextDue() {
        return watches.values().stream().flatMapToLong(watch -> LongStream.concat(
                watch.pending.values().stream().mapToLong(Long::longValue),
                watch.falls.isEmpty() ? LongStream.empty()
                        : LongStream.of(watch.falls.peekLast() + FLAPS.toNanos()))).min();
    }
}
