package io.nija.credentials.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import io.nija.account.BrokerId;
import io.nija.account.LaneId;
import io.nija.broker.KeyProof;
import io.nija.broker.KeyProof.Verdict;
import io.nija.credentials.KeyFormat;
import io.nija.platform.SerialQueue;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;

/**
 * The proofs of new pairs: one attempt at a time for each lane, repeated with growing pauses while nothing can be found
 * out, and never repeated by itself after a refusal, because refused calls lead to lock-outs. All on the desk's queue.
 */
final class KeyTrials {

    /** A proof that takes longer than this has failed, whatever its broker promised. */
    static final Duration LIMIT = Duration.ofSeconds(60);

    private static final List<Duration> PAUSES = List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5),
            Duration.ofSeconds(10), Duration.ofSeconds(30));

    private final SerialQueue queue;
    private final Timers timers;
    private final TimeSource time;
    private final Runnable changed;
    private final Map<BrokerId, KeyProof> proofs = new HashMap<>();
    private final Set<BrokerId> provers = new HashSet<>();
    private final Map<LaneId, Trial> trials = new HashMap<>();

    /** @param changed called, on the queue, when a lane's trial has come further */
    KeyTrials(SerialQueue queue, Timers timers, TimeSource time, Runnable changed) {
        this.queue = queue;
        this.timers = timers;
        this.time = time;
        this.changed = changed;
    }

    /** A pair under trial, with copies of its own. */
    private static final class Trial {

        private final KeyPair pair;
        private Verdict verdict;
        private LaneCredentials candidate;
        private Timers.Timer timer;
        private int attempts;
        private boolean due = true;

        Trial(KeyPair found) {
            pair = new KeyPair(found.variables(), found.place(), found.source(), found.key().copy(), found.secret().copy());
        }

        boolean isOf(KeyPair other) {
            return pair.key().sameAs(other.key()) && pair.secret().sameAs(other.secret());
        }

        void end() {
            endAttempt();
            pair.key().wipe();
            pair.secret().wipe();
        }

        void endAttempt() {
            if (timer != null) {
                timer.close();
            }
            if (candidate != null) {
                candidate.withdraw();
                candidate = null;
            }
        }
    }

    void add(KeyProof proof) {
        proofs.put(proof.broker(), proof);
        provers.add(proof.broker());
    }

    /** What it was proving will be asked of its successor. */
    void remove(KeyProof proof) {
        if (proofs.remove(proof.broker(), proof)) {
            trials.forEach((lane, trial) -> {
                if (lane.broker().equals(proof.broker()) && trial.candidate != null) {
                    trial.endAttempt();
                    trial.due = true;
                }
            });
        }
    }

    /** Whether this broker proves pairs: also while its bundle is being replaced, for then the proof is only waited for. */
    boolean provable(BrokerId broker) {
        return provers.contains(broker);
    }

    /** Asks about a pair that nobody uses yet, aside from all trials; empty when nobody can prove it. */
    Optional<CompletionStage<Verdict>> ask(BrokerId broker, LaneCredentials pair) {
        return Optional.ofNullable(proofs.get(broker)).map(proof -> proof.prove(pair));
    }

    /** Whether this very pair was accepted for a lane. */
    boolean accepted(LaneId lane, KeyPair pair) {
        Trial trial = trials.get(lane);
        return trial != null && trial.isOf(pair) && trial.verdict instanceof Verdict.Accepted;
    }

    /** What came of the last attempt with the pair that is under trial for a lane; null while there is none. */
    Verdict verdict(LaneId lane) {
        Trial trial = trials.get(lane);
        return trial == null ? null : trial.verdict;
    }

    /** Proves a pair for a lane, unless that is under way, is refused, or waits for its time. */
    void prove(LaneId lane, KeyPair pair, KeyFormat.Encoding encoding) {
        Trial trial = trials.get(lane);
        if (trial == null || !trial.isOf(pair)) {
            forget(lane);
            trial = new Trial(pair);
            trials.put(lane, trial);
        }
        if (trial.due && proofs.containsKey(lane.broker())) {
            attempt(lane, trial, encoding);
        }
    }

    private void attempt(LaneId lane, Trial trial, KeyFormat.Encoding encoding) {
        trial.endAttempt();
        trial.due = false;
        trial.attempts++;
        LaneCredentials candidate = new LaneCredentials(lane, trial.pair, encoding);
        trial.candidate = candidate;
        trial.timer = timers.after(LIMIT, queue, () -> answered(lane, trial, candidate, new Verdict.Unproven("PROOF_TOO_LATE",
                "the proof did not end within " + LIMIT.toSeconds() + " s", "", null)));
        try {
            proofs.get(lane.broker()).prove(candidate).whenComplete((verdict, failure) -> queue.execute(() ->
                    answered(lane, trial, candidate, verdict != null ? verdict : failed(failure))));
        } catch (RuntimeException mistake) {
            queue.execute(() -> answered(lane, trial, candidate, failed(mistake)));
        }
    }

    private static Verdict failed(Throwable mistake) {
        return new Verdict.Unproven("PROOF_FAILED", "the proof failed in an unforeseen way: " + mistake, "", null);
    }

    private void answered(LaneId lane, Trial trial, LaneCredentials candidate, Verdict verdict) {
        if (trials.get(lane) != trial || trial.candidate != candidate) {
            return;
        }
        trial.endAttempt();
        trial.verdict = verdict;
        if (verdict instanceof Verdict.Unproven unproven) {
            trial.timer = timers.after(pause(trial, unproven.notBefore()), queue, () -> {
                trial.due = true;
                changed.run();
            });
        }
        changed.run();
    }

    private Duration pause(Trial trial, Instant notBefore) {
        Duration usual = PAUSES.get(Math.min(trial.attempts, PAUSES.size()) - 1);
        Duration asked = notBefore == null ? Duration.ZERO : Duration.between(time.instant(), notBefore);
        return asked.compareTo(usual) > 0 ? asked : usual;
    }

    /** The next {@link #prove} asks again, whatever came of the last one. */
    void retry(LaneId lane) {
        Trial trial = trials.get(lane);
        if (trial != null && trial.candidate == null) {
            trial.due = true;
            trial.attempts = 0;
        }
    }

    /** Forgets all other lanes' trials. */
    void retain(Collection<LaneId> lanes) {
        List.copyOf(trials.keySet()).stream().filter(lane -> !lanes.contains(lane)).forEach(this::forget);
    }

    private void forget(LaneId lane) {
        Trial gone = trials.remove(lane);
        if (gone != null) {
            gone.end();
        }
    }
}
