package io.nija.trading.internal.lane;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.nija.account.LaneId;
import io.nija.broker.Observation;
import io.nija.broker.OrderDesk;
import io.nija.platform.Boundary;
import io.nija.platform.SerialQueue;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;

/** What the parts of a lane share: its queue, clock, journal and book, and the venue as it is now. */
final class LaneCore {

    private final LaneId lane;
    private final SerialQueue queue;
    private final TimeSource time;
    private final Timers timers;
    private final LaneJournal journal;
    private final Boundary boundary;
    private final LaneBook book;
    private Venue venue = Venue.NONE;

    LaneCore(LaneId lane, SerialQueue queue, TimeSource time, Timers timers, LaneJournal journal, Boundary boundary) {
        this.lane = lane;
        this.queue = queue;
        this.time = time;
        this.timers = timers;
        this.journal = journal;
        this.boundary = boundary;
        book = new LaneBook(lane);
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

    Venue venue() {
        return venue;
    }

    void venue(Venue now) {
        venue = now;
    }

    Timers.Timer after(Duration delay, Runnable task) {
        return timers.after(delay, queue, task);
    }

    /** Goes on on the queue with the answer; a broker that throws or fails a stage is somebody else's fault, and {@code failed}. */
    <T> void ask(Supplier<CompletionStage<T>> question, Consumer<T> then, Consumer<String> failed) {
        CompletionStage<T> answer;
        try {
            answer = question.get();
        } catch (RuntimeException broken) {
            failed.accept(broken.toString());
            return;
        }
        answer.whenComplete((value, failure) -> queue.execute(() -> {
            if (failure == null) {
                then.accept(value);
            } else {
                failed.accept(failure.toString());
            }
        }));
    }

    /** Reads something; what could not be read now is {@code missing}, with the reason. */
    <T> void read(Supplier<CompletionStage<Observation<T>>> question, Consumer<T> known, Consumer<String> missing) {
        ask(question, observation -> {
            if (observation instanceof Observation.Known<T> answer) {
                known.accept(answer.value());
            } else if (observation instanceof Observation.Stale<T> stale) {
                missing.accept(stale.reason() + " (" + stale.code() + ")");
            } else if (observation instanceof Observation.Missing<T> nothing) {
                missing.accept(nothing.reason() + " (" + nothing.code() + ")");
            }
        }, missing);
    }
}
