package io.nija.trading.internal.lane;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/**
 * Wishes that came while the broker's plug-in is being replaced: they wait, in order, until the lane is connected and
 * reconciled again, or until they are too old. Runs on the lane's queue.
 */
final class Held {

    static final Duration LONGEST = Duration.ofSeconds(30);
    static final int MOST = 100;

    private record Waiting(Wish wish, CompletableFuture<Report> report, Instant until) {}

    private final LaneCore core;
    private final BiConsumer<Wish, CompletableFuture<Report>> go;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private int holds;

    Held(LaneCore core, BiConsumer<Wish, CompletableFuture<Report>> go) {
        this.core = core;
        this.go = go;
    }

    void hold() {
        holds++;
    }

    void release() {
        holds--;
    }

    /** Whether new wishes wait: also behind those that wait already. */
    boolean holding() {
        return holds > 0 || !waiting.isEmpty();
    }

    void add(Wish wish, CompletableFuture<Report> report) {
        if (waiting.size() >= MOST) {
            report.complete(new Report.Refused(null, "HOLD_FULL", "The broker is being replaced and " + MOST
                    + " orders wait already; this one was not taken. Try again in a moment."));
        } else {
            waiting.add(new Waiting(wish, report, core.now().plus(LONGEST)));
        }
    }

    /** Lets go on what may, and refuses what is too old. */
    void look(boolean ready) {
        Instant now = core.now();
        waiting.removeIf(wish -> {
            boolean late = !now.isBefore(wish.until());
            if (late) {
                wish.report().complete(new Report.Refused(null, "HOLD_EXPIRED", "The broker was being replaced and did not come back in "
                        + LONGEST.toSeconds() + " s; nothing was sent."));
            }
            return late;
        });
        while (holds <= 0 && ready && !waiting.isEmpty()) {
            Waiting next = waiting.poll();
            go.accept(next.wish(), next.report());
        }
    }
}
