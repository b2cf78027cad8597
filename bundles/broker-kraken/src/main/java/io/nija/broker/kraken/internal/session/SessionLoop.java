package io.nija.broker.kraken.internal.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.nija.broker.kraken.internal.lane.PrivateLane;
import io.nija.broker.kraken.internal.wire.Cause;
import io.nija.broker.kraken.internal.wire.Problem;
import io.nija.platform.SerialQueue;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;
import io.nija.status.Blocked;
import io.nija.status.Evidence;
import io.nija.status.Step;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When a session asks what: the pulse every ten seconds, a full round every forty, growing pauses after failures,
 * quarantine after refusals. Runs on the session's queue; {@link #verify} and {@link #reconnect} come from anywhere.
 */
final class SessionLoop {

    private static final Logger LOG = LoggerFactory.getLogger(SessionLoop.class);

    static final Duration PULSE = Duration.ofSeconds(10);
    static final Duration ROUND = Duration.ofSeconds(40);

    /** A probing round costs 12 points; at Starter's decay they are gone after 37 s. */
    private static final Duration PROBING_ROUND = Duration.ofSeconds(45);

    /** A verification that comes this soon after a round began would only ask the same again. */
    private static final Duration JOIN = Duration.ofSeconds(5);

    private final SerialQueue queue;
    private final Timers timers;
    private final TimeSource time;
    private final Standing standing;
    private final Pulse pulse;
    private final PrivateLane calls;
    private final Round round;
    private final Pauses pauses;
    private final Usage usage;
    private final DeadMan deadMan;
    private final List<CompletableFuture<List<Evidence>>> waiting = new ArrayList<>();
    private Timers.Timer heartbeat;
    private Timers.Timer next;
    private Instant quarantinedUntil;
    private boolean running;
    private boolean again;
    private boolean forgive;
    private boolean dead;
    private boolean closed;
    private long runningSince;

    SessionLoop(SerialQueue queue, Timers timers, TimeSource time, Standing standing, Pulse pulse, PrivateLane calls,
            Round round, Pauses pauses, Usage usage, DeadMan deadMan) {
        this.deadMan = deadMan;
        this.usage = usage;
        this.queue = queue;
        this.timers = timers;
        this.time = time;
        this.standing = standing;
        this.pulse = pulse;
        this.calls = calls;
        this.round = round;
        this.pauses = pauses;
    }

    /** Begins. On the queue. */
    void start() {
        heartbeat = timers.every(PULSE, queue, this::beat);
        cycle();
    }

    /** Asks everything again; completes with what was found. On the queue. */
    void verify(CompletableFuture<List<Evidence>> found) {
        if (closed) {
            found.complete(standing.snapshot().evidence());
            return;
        }
        waiting.add(found);
        round.readOrders();
        if (!running) {
            cycle();
        } else if (time.nanoTime() - runningSince > JOIN.toNanos()) {
            again = true;
        }
    }

    /** Forgets every pause and asks at once. On the queue. */
    void reconnect() {
        if (closed) {
            return;
        }
        forgive();
        if (running) {
            // This round may still end in quarantine or in a pause, by what it asked before.
            again = true;
            forgive = true;
        } else {
            cycle();
        }
    }

    private void forgive() {
        forgive = false;
        quarantinedUntil = null;
        pauses.impatient();
        calls.gate(null);
        standing.blocked(blocked());
    }

    private void beat() {
        if (closed || dead) {
            return;
        }
        usage.renew();
        deadMan.beat(standing.proven(Step.VENUE) && standing.proven(Step.AUTHENTICATION) && standing.proven(Step.IDENTITY) && quarantinedUntil == null);
        boolean wasShut = pulse.suspended() != null;
        boolean wasClosed = pulse.closed();
        pulse.feel().whenComplete((felt, failure) -> {
            if (closed || running) {
                return;
            }
            if (failure != null) {
                LOG.error("The pulse could not be felt", failure);
            } else if (felt == Pulse.Felt.DEAD) {
                died();
            } else {
                standing.blocked(blocked());
                // Out of maintenance calls are answered again, also when the venue takes only some orders yet.
                boolean opened = wasClosed && felt == Pulse.Felt.ALIVE;
                if (opened || wasShut && pulse.suspended() == null) {
                    cycle();
                }
            }
        });
    }

    private void cycle() {
        if (closed || running) {
            return;
        }
        running = true;
        runningSince = time.nanoTime();
        stop(next);
        pulse.feel().thenComposeAsync(this::afterPulse, queue).whenCompleteAsync(this::settle, queue);
    }

    private CompletableFuture<Verdict> afterPulse(Pulse.Felt felt) {
        return switch (felt) {
            case DEAD, CLOSED -> CompletableFuture.completedFuture(Verdict.ENOUGH);
            case ALIVE -> quarantinedUntil != null ? CompletableFuture.completedFuture(Verdict.ENOUGH) : round.run(time.instant());
        };
    }

    private void settle(Verdict verdict, Throwable failure) {
        running = false;
        if (closed) {
            return;
        }
        if (failure != null) {
            LOG.error("The round of reads failed in an unforeseen way", failure);
            standing.failed(Step.AUTHENTICATION, time.instant(), "INTERNAL",
                    "The session failed in an unforeseen way; the log says more.", "Report this with the log.");
            schedule(pauses.afterFailure());
        } else if (pulse.death() != null) {
            died();
        } else if (verdict.problem() != null) {
            react(verdict.problem());
        } else {
            dead = false;
            if (quarantinedUntil == null) {
                pauses.succeeded();
                schedule(round.probing() ? PROBING_ROUND : ROUND);
            } else {
                scheduleEnd(quarantineLeft());
            }
        }
        standing.blocked(blocked());
        answer();
    }

    /** What follows from the problem that ended a round. */
    private void react(Problem problem) {
        dead = false;
        switch (problem.cause()) {
            case KEY, NONCE -> quarantine(pauses.afterRefusal(), problem);
            case LOCKOUT -> quarantine(pauses.afterLockout(), problem);
            case LIMIT, EDGE -> {
                Instant until = calls.pausedUntil() != null ? calls.pausedUntil() : problem.notBefore();
                Duration pause = until == null ? pauses.afterFailure() : Duration.between(time.instant(), until);
                schedule(pause.isNegative() ? Duration.ofSeconds(1) : pause.plusMillis(50));
            }
            case UNREACHABLE, SERVICE, UNREADABLE, UNKNOWN, TURN_LOST, LOCAL -> schedule(pauses.afterFailure());
            case RIGHT, REQUEST, ENGINE, UNKNOWN_METHOD -> schedule(ROUND);
        }
    }

    private void quarantine(Duration length, Problem problem) {
        quarantinedUntil = time.instant().plus(length);
        calls.gate(new Problem("KRAKEN_QUARANTINED", problem.fate(), Cause.LOCAL,
                "No calls until " + quarantinedUntil + ": " + problem.message(), "To try at once: nija reconnect {lane}",
                time.instant(), null));
        standing.blocked(new Blocked(Blocked.Kind.QUARANTINED, quarantinedUntil, problem.message()));
        scheduleEnd(length);
    }

    private void scheduleEnd(Duration left) {
        stop(next);
        next = timers.after(left, queue, () -> {
            quarantinedUntil = null;
            calls.gate(null);
            standing.blocked(blocked());
            cycle();
        });
    }

    private void died() {
        if (quarantinedUntil == null) {
            dead = true;
            schedule(pauses.afterFailure());
        } else {
            // The quarantine goes on; the pulse is felt meanwhile.
            dead = false;
            scheduleEnd(quarantineLeft());
        }
        standing.blocked(blocked());
    }

    private Duration quarantineLeft() {
        Duration left = Duration.between(time.instant(), quarantinedUntil);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void schedule(Duration pause) {
        stop(next);
        next = timers.after(pause, queue, this::cycle);
    }

    private Blocked blocked() {
        if (quarantinedUntil != null) {
            Blocked now = standing.blocked();
            return now != null && now.kind() == Blocked.Kind.QUARANTINED ? now
                    : new Blocked(Blocked.Kind.QUARANTINED, quarantinedUntil, "Calls with these keys have stopped.");
        }
        Instant paused = calls.pausedUntil();
        if (paused != null) {
            return new Blocked(Blocked.Kind.THROTTLED, paused, "Kraken asked for fewer calls.");
        }
        return pulse.suspended();
    }

    private void answer() {
        if (again) {
            again = false;
            if (forgive) {
                forgive();
            }
            cycle();
            return;
        }
        List<CompletableFuture<List<Evidence>>> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(found -> found.complete(standing.snapshot().evidence()));
    }

    /** Asks nothing more. On the queue. */
    void close() {
        closed = true;
        stop(heartbeat);
        stop(next);
    }

    private static void stop(Timers.Timer timer) {
        if (timer != null) {
            timer.close();
        }
    }
}
