package io.nija.trading.internal.lane;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

import io.nija.order.Purpose;

/**
 * Wishes that came while the broker's plug-in is being replaced: they wait, in order, until the lane is connected and
 * reconciled again, or until they are too old. Runs on the lane's queue where nothing else is said.
 */
public final class Held {

    /** No wish waits longer than this for a broker that is being replaced. */
    public static final Duration LONGEST = Duration.ofSeconds(30);
    static final int MOST = 100;

    private record Waiting(Wish wish, CompletableFuture<Report> report, Instant until) {}

    private final LaneCore core;
    private final BiConsumer<Wish, CompletableFuture<Report>> go;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private final AtomicInteger holds = new AtomicInteger();
    private Instant returning = Instant.MIN;

    Held(LaneCore core, BiConsumer<Wish, CompletableFuture<Report>> go) {
        this.core = core;
        this.go = go;
    }

    /** From any thread, and in force at once: whoever held may take the broker away now. */
    void hold() {
        holds.incrementAndGet();
    }

    /** Whether the broker is being replaced now. Any thread. */
    boolean inForce() {
        return holds.get() > 0;
    }

    /** @param here whether the broker is back: then it is being compared, and entries wait for that, too */
    void release(boolean here) {
        int left = holds.decrementAndGet();
        returning = here && left <= 0 ? core.now().plus(LONGEST) : Instant.MIN;
    }

    /**
     * Whether a new wish waits: an entry also until the lane has been compared after a hold, and behind those that wait already.
     * Whoever wants out waits for the hold alone.
     */
    boolean holding(Purpose purpose) {
        return inForce() || purpose == Purpose.ENTRY && (!waiting.isEmpty() || core.now().isBefore(returning));
    }

    void add(Wish wish, CompletableFuture<Report> report) {
        if (waiting.size() >= MOST) {
            report.complete(new Report.Refused(null, "HOLD_FULL", "The broker is being replaced and " + MOST
                    + " orders wait already; this one was not taken. Try again in a moment."));
        } else {
            waiting.add(new Waiting(wish, report, core.now().plus(LONGEST)));
        }
    }

    /**
     * Lets go on what may, and refuses what is too old.
     *
     * @param here whether the broker is back: enough for whoever wants out
     * @param reconciled whether journal and venue agree, which entries need
     */
    void look(boolean here, boolean reconciled) {
        Instant now = core.now();
        waiting.removeIf(wish -> {
            boolean late = !now.isBefore(wish.until());
            if (late) {
                wish.report().complete(new Report.Refused(null, "HOLD_EXPIRED", "The broker was being replaced and did not come back in "
                        + LONGEST.toSeconds() + " s; nothing was sent."));
            }
            return late;
        });
        if (!inForce()) {
            if (reconciled) {
                returning = Instant.MIN;
            }
            List<Waiting> may = waiting.stream().filter(next -> next.wish().purpose() == Purpose.ENTRY ? reconciled : here).toList();
            waiting.removeAll(may);
            may.forEach(next -> go.accept(next.wish(), next.report()));
        }
    }
}
