package io.nija.broker.kraken.internal.session;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import io.nija.broker.kraken.internal.venue.ClockReading;
import io.nija.broker.kraken.internal.venue.VenueFeed;
import io.nija.broker.kraken.internal.venue.VenueStatus;
import io.nija.broker.kraken.internal.wire.Problem;
import io.nija.broker.kraken.internal.wire.Reply;
import io.nija.status.Blocked;
import io.nija.status.Evidence;
import io.nija.status.Step;

/**
 * Feels whether the venue lives, by its clock and its own word on its state: public calls, which cost nothing. A failed
 * call is confirmed at once; a venue found dead takes the proof of authentication with it. On the session's queue.
 */
final class Pulse {

    /** Sessions that ask within this time share one call. */
    private static final Duration SHARED = Duration.ofSeconds(2);

    /** What was felt. */
    enum Felt {
        DEAD,
        CLOSED,
        ALIVE
    }

    private final VenueFeed feed;
    private final Standing standing;
    private final Executor queue;
    private final Duration again;
    private CompletableFuture<Felt> underWay;
    private volatile ClockReading clock;
    private Blocked suspended;
    private Problem death;
    private boolean closed;

    /** @param again when a suspended venue is asked again */
    Pulse(VenueFeed feed, Standing standing, Executor queue, Duration again) {
        this.feed = feed;
        this.standing = standing;
        this.queue = queue;
        this.again = again;
    }

    /** Feels now, or joins who does. */
    CompletableFuture<Felt> feel() {
        if (underWay == null || underWay.isDone()) {
            underWay = feed.clock(SHARED).thenComposeAsync(first -> first instanceof Reply.Good<ClockReading>
                            ? CompletableFuture.completedFuture(first) : feed.clock(Duration.ZERO), queue)
                    .thenComposeAsync(this::clock, queue);
        }
        return underWay;
    }

    private CompletableFuture<Felt> clock(Reply<ClockReading> reply) {
        if (reply instanceof Reply.Bad<ClockReading> bad) {
            return CompletableFuture.completedFuture(dead(bad.problem()));
        }
        Reply.Good<ClockReading> good = (Reply.Good<ClockReading>) reply;
        clock = good.value();
        death = null;
        if (clock.tolerable()) {
            standing.ok(Step.CLOCK, good.at(), "This machine's clock is " + clock.words() + "; that is compensated.");
        } else {
            standing.failed(Step.CLOCK, good.at(), "KRAKEN_CLOCK_OFF", "This machine's clock is " + clock.words() + ".",
                    "Set this machine's clock, for example with a time service (NTP).");
        }
        return feed.status(SHARED).thenApplyAsync(status -> status(status, good.at()), queue);
    }

    private Felt dead(Problem problem) {
        death = problem;
        standing.failed(Step.VENUE, problem);
        standing.failed(Step.AUTHENTICATION, problem.at(), problem.code(),
                "Not proven now, because the venue does not answer: " + problem.message(), problem.hint());
        standing.failed(Step.CLOCK, problem.at(), problem.code(), "The venue's clock cannot be read.", "");
        return Felt.DEAD;
    }

    private Felt status(Reply<VenueStatus> reply, Instant alive) {
        if (reply instanceof Reply.Bad<VenueStatus> bad) {
            // It lives, for its clock was just read; only its word on its state is missing.
            suspended = null;
            standing.failed(Step.VENUE, bad.problem());
            return Felt.ALIVE;
        }
        Reply.Good<VenueStatus> good = (Reply.Good<VenueStatus>) reply;
        VenueStatus status = good.value();
        closed = !status.answers();
        if (status.open()) {
            suspended = null;
            standing.ok(Step.VENUE, good.at(), status.words() + ".");
            return Felt.ALIVE;
        }
        suspended = new Blocked(Blocked.Kind.SUSPENDED, alive.plus(again), status.words() + ".");
        if (status.answers()) {
            standing.put(new Evidence(Step.VENUE, true, good.at(), code(status), status.words() + ".",
                    "Wait; see status.kraken.com."));
            return Felt.ALIVE;
        }
        standing.failed(Step.VENUE, good.at(), code(status), status.words() + ".", "Wait; see status.kraken.com.");
        standing.failed(Step.AUTHENTICATION, good.at(), code(status), "Not tried: " + status.words() + ".", "");
        return Felt.CLOSED;
    }

    private static String code(VenueStatus status) {
        return switch (status.mode()) {
            case MAINTENANCE -> "KRAKEN_MAINTENANCE";
            case CANCEL_ONLY -> "KRAKEN_CANCEL_ONLY";
            case POST_ONLY -> "KRAKEN_POST_ONLY";
            case LIMIT_ONLY -> "KRAKEN_LIMIT_ONLY";
            case REDUCE_ONLY -> "KRAKEN_REDUCE_ONLY";
            case ONLINE, OTHER -> "KRAKEN_STATE_UNKNOWN";
        };
    }

    /** Why the venue does not take orders, or null. */
    Blocked suspended() {
        return suspended;
    }

    /** Whether the venue last said that it answers no private call. */
    boolean closed() {
        return closed;
    }

    /** The last reading of the clocks, or null. Any thread. */
    ClockReading clock() {
        return clock;
    }

    /** Why the venue is dead, or null. */
    Problem death() {
        return death;
    }
}
