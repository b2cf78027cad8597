package io.nija.trading.internal.lane;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

import io.nija.broker.BrokerSession;
import io.nija.broker.Observation;
import io.nija.broker.SessionStatus;
import io.nija.order.OrderView;
import io.nija.status.Blocked;
import io.nija.status.Evidence;
import io.nija.status.Step;

/**
 * Whether a lane's venue is reached, by what its session proves now. A venue that was away is a gap, whether the session went
 * with it or stayed: everything is compared anew, and entries are quiet for a while. Runs on the lane's queue.
 */
final class Connection {

    /** Evidence is renewed before it is as old as this. */
    static final Duration EVIDENCE_LASTS = Duration.ofSeconds(60);

    private static final Set<Step> NEEDED = EnumSet.of(Step.VENUE, Step.AUTHENTICATION);

    private final LaneCore core;
    private final BiConsumer<String, Instant> gap;
    private final Runnable back;
    private boolean wasHere;
    private boolean here;
    private boolean suspended;
    /** From when on a reading tells of the time after the venue was lost; the session's first reading always does. */
    private Instant lostAt = Instant.MIN;
    private Instant lastOutageEnd;

    /**
     * @param gap told why nothing is taken for granted any more, and from when on a reading of the session counts again
     * @param back told when the venue is reached again
     */
    Connection(LaneCore core, BiConsumer<String, Instant> gap, Runnable back) {
        this.core = core;
        this.gap = gap;
        this.back = back;
    }

    /** Whether the venue answers. */
    boolean here() {
        return here;
    }

    /** When it last came back after it had been here; null when it never was away. */
    Instant lastOutageEnd() {
        return lastOutageEnd;
    }

    /** Another session, or none. */
    void replaced() {
        here = false;
        lostAt = Instant.MIN;
        gap.accept(core.venue().desk().isEmpty() ? "there is no session." : "the session has just come.", lostAt);
    }

    /** Once a second. */
    void look() {
        if (core.venue().desk().isEmpty() || core.venue().session().isEmpty()) {
            return;
        }
        BrokerSession session = core.venue().session().get();
        Optional<String> lost = lost(session, core.now());
        if (lost.isPresent()) {
            if (here) {
                here = false;
                lostAt = core.now();
            }
            gap.accept("the venue does not answer: " + lost.get(), lostAt);
        } else if (!here) {
            here = true;
            lastOutageEnd = wasHere ? core.now() : null;
            wasHere = true;
            gap.accept("the connection has just come.", lostAt);
            back.run();
        }
        quietAfterSuspension(session);
    }

    /** A venue that takes no orders for a while still answers what is asked, so all is compared; what follows it is as after an outage. */
    private void quietAfterSuspension(BrokerSession session) {
        boolean now = here && session.status().blocked() != null && session.status().blocked().kind() == Blocked.Kind.SUSPENDED;
        if (suspended && here && !now) {
            lastOutageEnd = core.now();
        }
        suspended = now || suspended && !here;
    }

    /** Why the venue is not reached; empty when it is. A broker that cannot say so does not reach it. */
    static Optional<String> lost(BrokerSession session, Instant now) {
        SessionStatus status;
        Observation<List<OrderView>> orders;
        try {
            status = session.status();
            orders = session.openOrders();
        } catch (RuntimeException failed) {
            return Optional.of("the broker failed: " + failed);
        }
        if (status.blocked() != null && status.blocked().kind() == Blocked.Kind.QUARANTINED) {
            return Optional.of(status.blocked().reason());
        }
        for (Evidence line : status.evidence()) {
            if (NEEDED.contains(line.step()) && (!line.ok() || !line.at().plus(EVIDENCE_LASTS).isAfter(now))) {
                return Optional.of(line.ok() ? "it was last heard of at " + line.at() + "." : line.detail() + " (" + line.code() + ")");
            }
        }
        if (orders instanceof Observation.Stale<List<OrderView>> stale) {
            return Optional.of(stale.reason() + " (" + stale.code() + ")");
        }
        return orders instanceof Observation.Missing<List<OrderView>> missing ? Optional.of(missing.reason() + " (" + missing.code() + ")")
                : Optional.empty();
    }
}
