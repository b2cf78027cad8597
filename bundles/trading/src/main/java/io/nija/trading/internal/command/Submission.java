package io.nija.trading.internal.command;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import io.nija.trading.internal.lane.Report;
import io.nija.trading.internal.lane.TradingLane;
import io.nija.trading.internal.lane.Wish;
import io.nija.trading.internal.order.TrackedOrder;

/** Wants an order of a lane and waits for it only so long: what nobody knows by then has at least its id. */
final class Submission {

    private Submission() {}

    /** The report; one that came too late is {@code Unknown} with the order, or {@code Refused} when there is none and will be none. */
    static Report of(TradingLane lane, Wish wish, Duration patience) throws InterruptedException {
        AtomicReference<TrackedOrder> intended = new AtomicReference<>();
        CompletableFuture<Report> report = lane.submit(wish, intended::set);
        Optional<Report> told = Words.await(report, patience);
        if (told.isPresent()) {
            return told.get();
        }
        // From here on the lane makes no intent of it any more; one that it made is there by now.
        Report late = new Report.Refused(null, "NO_ANSWER", "NIJA did not get to it in " + patience.toSeconds()
                + " s; it was taken back, and nothing was sent.");
        if (!report.complete(late)) {
            return report.join();
        }
        TrackedOrder order = intended.get();
        return order == null ? late : new Report.Unknown(order, "NO_ANSWER", "NIJA did not finish it in " + patience.toSeconds() + " s.");
    }
}
