package io.nija.accounts.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

import io.nija.account.LaneId;
import io.nija.status.Blocked;
import io.nija.status.Board;
import io.nija.status.Evidence;
import io.nija.status.LadderState;
import io.nija.status.LaneStatus;
import io.nija.status.Step;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Says once when a lane's state or block changed. Not thread-safe. */
final class StatusAnnouncer {

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.status");

    private final BiConsumer<LaneStatus, LaneStatus> listeners;
    private Map<LaneId, LaneStatus> last = new HashMap<>();

    /** @param listeners told before and after; either can be null */
    StatusAnnouncer(BiConsumer<LaneStatus, LaneStatus> listeners) {
        this.listeners = listeners;
    }

    void look(Board board) {
        Map<LaneId, LaneStatus> now = board.lanes()
                .collect(Collectors.toMap(LaneStatus::lane, status -> status, (one, other) -> one, HashMap::new));
        Map<LaneId, LaneStatus> before = last;
        last = now;
        now.forEach((lane, status) -> {
            LaneStatus was = before.get(lane);
            if (was == null || was.state() != status.state() || kind(was) != kind(status)) {
                log(was, status);
                listeners.accept(was, status);
            }
        });
        before.forEach((lane, was) -> {
            if (!now.containsKey(lane)) {
                listeners.accept(was, null);
            }
        });
    }

    private static Blocked.Kind kind(LaneStatus status) {
        return status.blocked() == null ? null : status.blocked().kind();
    }

    private static void log(LaneStatus was, LaneStatus status) {
        if (was == null && saidByKeys(status)) {
            return;
        }
        MDC.put("account", status.lane().account().value());
        MDC.put("broker", status.lane().broker().value());
        try {
            LOG.info("{}", sentence(was, status));
        } finally {
            MDC.remove("account");
            MDC.remove("broker");
        }
    }

    /** Whoever looks for keys names what is wrong with them, and one line is enough. */
    private static boolean saidByKeys(LaneStatus status) {
        return status.state() == LadderState.NOT_CONFIGURED || status.firstFailure()
                .filter(line -> line.step() == Step.KEYS || line.step() == Step.FORMAT).isPresent();
    }

    /** Without the lane, which stands on the line by its context. */
    static String sentence(LaneStatus was, LaneStatus status) {
        StringBuilder text = new StringBuilder("State ").append(status.state());
        Blocked blocked = status.blocked();
        if (blocked != null) {
            text.append(", ").append(blocked.kind());
            if (blocked.until() != null) {
                text.append(" until ").append(blocked.until());
            }
        }
        if (was != null && was.state() != status.state()) {
            text.append(" (was ").append(was.state()).append(")");
        }
        String why = blocked != null ? blocked.reason() : status.firstFailure().map(Evidence::detail).orElse("");
        if (!Objects.equals(why, "")) {
            text.append(": ").append(Plain.text(why));
        }
        return text.toString();
    }
}
