package io.nija.trading.internal.lane;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.nija.account.LaneId;
import io.nija.broker.Observation;
import io.nija.broker.OrderDesk;
import io.nija.platform.Boundary;
import io.nija.platform.SerialQueue;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the parts of a lane share: its queue, clock, journal and book, and the venue as it is now. */
final class LaneCore {

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.trading");

    /** A read waits for the venue's budget up to a minute; a broker that takes much longer does not answer any more. */
    static final Duration PATIENCE = Duration.ofSeconds(150);

    /** Histories cost most of the venue's budget, and wait for it behind everything else. */
    static final Duration HISTORY = Duration.ofMinutes(6);

    /** A quote, balance or fee waits for the venue's budget up to a minute; who needs it for an order is told after this. */
    static final Duration ANSWER = Duration.ofSeconds(75);

    private final LaneId lane;
    private final SerialQueue queue;
    private final TimeSource time;
    private final Timers timers;
    private final LaneJournal journal;
    private final Boundary boundary;
    private final LaneBook book;
    private final Orphans orphans;
    private final Map<String, String> failures = new LinkedHashMap<>();
    private Venue venue = Venue.NONE;

    LaneCore(LaneId lane, SerialQueue queue, TimeSource time, Timers timers, LaneJournal journal, Boundary boundary) {
        this.lane = lane;
        this.queue = queue;
        this.time = time;
        this.timers = timers;
        this.journal = journal;
        this.boundary = boundary;
        book = new LaneBook(lane);
        orphans = new Orphans(lane);
    }

    LaneId lane() {
        return lane;
    }

    SerialQueue queue() {
        return queue;
    }

    Instant now() {
        return time.instant();
    }

    /** A moment by the venue's clock, which is the one that deadlines are told in: {@code ahead} from now. */
    Instant deadline(Duration ahead) {
        return now().plus(venue.desk().map(OrderDesk::clockOffset).orElse(Duration.ZERO)).plus(ahead);
    }

    LaneJournal journal() {
        return journal;
    }

    /** A write or send boundary of this lane is passed. */
    void passed(String name) {
        boundary.passed(name, lane);
    }

    LaneBook book() {
        return book;
    }

    Orphans orphans() {
        return orphans;
    }

    Venue venue() {
        return venue;
    }

    void venue(Venue now) {
        venue = now;
    }

    Timers.Timer after(Duration delay, Runnable task) {
        return timers.after(delay, queue, task);
    }

    /**
     * Goes on on the queue with the answer. {@code failed} is told, with the reason, when a broker throws or fails a stage, which
     * is somebody else's fault, and when what follows the answer fails itself: whoever asked is never left waiting.
     */
    <T> void ask(Supplier<CompletionStage<T>> question, Consumer<T> then, Consumer<String> failed) {
        CompletionStage<T> answer;
        try {
            answer = question.get();
        } catch (RuntimeException broken) {
            failed.accept(broken.toString());
            return;
        }
        answer.whenComplete((value, failure) -> queue.execute(() -> {
            if (failure != null) {
                failed.accept(failure.toString());
                return;
            }
            try {
                then.accept(value);
            } catch (RuntimeException ours) {
                LOG.error("A part of {} failed on an answer of its venue; the lane goes on [LANE_PART_FAILED]", lane, ours);
                failed.accept("NIJA itself failed on the answer: " + ours);
            }
        }));
    }

    /** As {@link #ask(Supplier, Consumer, Consumer)}, and {@code failed} too when there is no answer in {@code limit}: one of the two, once. */
    <T> void ask(Duration limit, Supplier<CompletionStage<T>> question, Consumer<T> then, Consumer<String> failed) {
        AtomicBoolean over = new AtomicBoolean();
        Consumer<String> once = reason -> {
            if (!over.getAndSet(true)) {
                failed.accept(reason);
            }
        };
        Timers.Timer late = after(limit, () -> once.accept("The broker " + lane.broker() + " did not answer in " + limit.toSeconds() + " s."));
        ask(question, value -> {
            late.close();
            if (!over.getAndSet(true)) {
                know(value, then, failed);
            }
        }, reason -> {
            late.close();
            once.accept(reason);
        });
    }

    /** Reads something; what could not be read now, or not in {@link #PATIENCE}, is {@code missing}, with the reason: once. */
    <T> void read(Supplier<CompletionStage<Observation<T>>> question, Consumer<T> known, Consumer<String> missing) {
        read(question, PATIENCE, known, missing);
    }

    /** @param patience how long an answer is waited for */
    <T> void read(Supplier<CompletionStage<Observation<T>>> question, Duration patience, Consumer<T> known, Consumer<String> missing) {
        ask(patience, question, observation -> {
            if (observation instanceof Observation.Known<T> answer) {
                known.accept(answer.value());
            } else if (observation instanceof Observation.Stale<T> stale) {
                missing.accept(stale.reason() + " (" + stale.code() + ")");
            } else if (observation instanceof Observation.Missing<T> nothing) {
                missing.accept(nothing.reason() + " (" + nothing.code() + ")");
            }
        }, missing);
    }

    /** What failed, as the end of a sentence. */
    static String sentence(String failure) {
        return failure.endsWith(".") ? failure : failure + ".";
    }

    private <V> void know(V value, Consumer<V> known, Consumer<String> missing) {
        try {
            known.accept(value);
        } catch (RuntimeException ours) {
            LOG.error("A part of {} failed on what its venue told; the lane goes on [LANE_PART_FAILED]", lane, ours);
            missing.accept("NIJA itself failed on the answer: " + ours);
        }
    }

    /** What a part failed on was made good otherwise. */
    void mended(String name) {
        failures.remove(name);
    }

    /** Does a part of the lane's work; one that fails is told until it works again, and keeps no other from its own. @return whether it worked */
    boolean part(String name, Runnable work) {
        boolean worked = lasting(name, work);
        if (worked) {
            failures.remove(name);
        }
        return worked;
    }

    /** As {@link #part}, but a failure is told for as long as the lane lives: the next success does not make it good. @return whether it worked */
    boolean lasting(String name, Runnable work) {
        try {
            work.run();
            return true;
        } catch (RuntimeException failed) {
            String text = name + " failed: " + failed;
            if (!text.equals(failures.put(name, text))) {
                LOG.error("{} of {} failed; no entry is sent before that is mended [LANE_PART_FAILED]", name, lane, failed);
            }
            return false;
        }
    }

    /** The parts that fail now, in words; the lane is not reconciled while there are any. */
    Collection<String> failures() {
        return List.copyOf(failures.values());
    }
}
