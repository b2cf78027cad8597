package io.nija.broker.kraken.internal.stream;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import io.nija.broker.kraken.internal.stream.frame.BookFrame;
import io.nija.broker.kraken.internal.stream.frame.Frame;
import io.nija.broker.kraken.internal.stream.frame.FrameReader;
import io.nija.broker.kraken.internal.wire.VenueText;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that is kept: it is made again when it ends or falls silent, after growing pauses and within the budget. A socket
 * over which nothing has come for ten seconds is asked once and given up three seconds later, so that a half-open one is noticed
 * (Kraken says something every second; sheet, section 10.3). Frames are handled on the socket's own thread, so that a
 * slow reader slows the venue and not this machine's memory. The owner is always called under {@link #lock}.
 */
public final class StreamLink {

    private static final Logger LOG = LoggerFactory.getLogger(StreamLink.class);

    public static final Duration SILENCE = Duration.ofSeconds(10);
    public static final Duration GRACE = Duration.ofSeconds(3);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration STABLE = Duration.ofSeconds(30);
    private static final Duration OPENING = Duration.ofSeconds(15);

    /** Whose connection it is. */
    public interface Owner extends FrameReader.Sink {

        /** The socket stands; what was subscribed before is not any more. */
        void opened();

        /** It ended or could not be made; it is tried again by itself. */
        void lost(String code, String reason);

        /** Once a second, whatever the state. */
        void tick();
    }

    /** What must be done before a connection is of any use. */
    public sealed interface Ready {
        record Go() implements Ready {}

        record NotNow(String code, String reason) implements Ready {}
    }

    private enum State { IDLE, WAITING, PREPARING, OPENING, OPEN }

    private final String name;
    private final Supplier<StreamSockets> sockets;
    private final Supplier<CompletableFuture<Ready>> prepare;
    private final ConnectBudget budget;
    private final TimeSource time;
    private final Timers timers;
    private final Executor executor;
    private final Owner owner;
    private final Backoff backoff;
    private final FrameReader reader = new FrameReader();
    private final ReentrantLock lock = new ReentrantLock();
    private State state = State.IDLE;
    private Attempt current;
    private Timers.Timer ticks;
    private Timers.Timer next;
    private long stateSince;
    private long heardAt;
    private boolean asked;
    private boolean closed;
    private long reconnections;
    private long pings;

    /**
     * A link that is not begun.
     *
     * @param name for log lines
     * @param prepare asked before each attempt
     * @param executor runs what timers bring
     */
    public StreamLink(String name, Supplier<StreamSockets> sockets, Supplier<CompletableFuture<Ready>> prepare, ConnectBudget budget,
            TimeSource time, Timers timers, Executor executor, Owner owner) {
        this.name = name;
        this.sockets = sockets;
        this.prepare = prepare;
        this.budget = budget;
        this.time = time;
        this.timers = timers;
        this.executor = executor;
        this.owner = owner;
        this.backoff = new Backoff(name.hashCode());
    }

    /** Held whenever the owner is called, and by the owner while it changes its own state. */
    public ReentrantLock lock() {
        return lock;
    }

    /** Begins to connect, and goes on until {@link #close}. */
    public void begin() {
        locked(() -> {
            if (state == State.IDLE && !closed) {
                ticks = timers.every(TICK, executor, () -> locked(this::tick));
                attempt();
            }
        });
    }

    private void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    private void become(State now) {
        state = now;
        stateSince = time.nanoTime();
    }

    private void attempt() {
        if (closed) {
            return;
        }
        Attempt attempt = new Attempt();
        current = attempt;
        become(State.PREPARING);
        CompletableFuture<Ready> ready;
        try {
            ready = prepare.get();
        } catch (RuntimeException unforeseen) {
            LOG.error("{}: a connection could not be prepared", name, unforeseen);
            end(attempt, new StreamSocket.Ended(0, 0, "it could not be prepared"), "INTERNAL");
            return;
        }
        ready.whenComplete((answer, failure) -> executor.execute(() -> locked(() -> prepared(attempt, answer, failure))));
    }

    private void prepared(Attempt attempt, Ready answer, Throwable failure) {
        if (current != attempt || closed) {
            return;
        }
        if (answer instanceof Ready.NotNow notNow) {
            end(attempt, new StreamSocket.Ended(0, 0, notNow.reason()), notNow.code());
            return;
        }
        if (failure != null) {
            LOG.error("{}: a connection could not be prepared", name, failure);
            end(attempt, new StreamSocket.Ended(0, 0, "it could not be prepared"), "INTERNAL");
            return;
        }
        Duration wait = budget.take();
        if (!wait.isZero()) {
            current = null;
            later(wait);
            owner.lost("KRAKEN_STREAM_BUDGET", "Too many connections were tried within ten minutes; the next is tried in "
                    + wait.toSeconds() + " s.");
            return;
        }
        become(State.OPENING);
        StreamSocket socket;
        try {
            socket = sockets.get().open(attempt);
        } catch (RuntimeException | AssertionError notPrepared) {
            // OkHttp throws what it does not declare: AssertionError for a bad trust store.
            end(attempt, new StreamSocket.Ended(0, 0, VenueText.clean(notPrepared.getMessage(), 120)), "KRAKEN_STREAM_UNREACHABLE");
            return;
        }
        attempt.socket = socket;
        if (current != attempt) {
            socket.abandon();
        } else if (state == State.OPEN) {
            owner.opened();
        }
    }

    private void tick() {
        if (closed) {
            return;
        }
        long now = time.nanoTime();
        if (state == State.OPENING && now - stateSince > OPENING.toNanos()) {
            end(current, new StreamSocket.Ended(0, 0, "no connection within " + OPENING.toSeconds() + " s"), "KRAKEN_STREAM_UNREACHABLE");
        } else if (state == State.OPEN) {
            long silence = now - heardAt;
            if (silence >= SILENCE.plus(GRACE).toNanos()) {
                end(current, new StreamSocket.Ended(0, 0, "nothing was heard for " + silence / 1_000_000_000 + " s, not even an answer"),
                        "KRAKEN_STREAM_SILENT");
            } else if (silence >= SILENCE.toNanos() && !asked) {
                asked = true;
                send("{\"method\":\"ping\",\"req_id\":" + ++pings + "}");
            } else if (now - stateSince > STABLE.toNanos()) {
                backoff.succeeded();
            }
        }
        owner.tick();
    }

    /** Gives the connection up and makes another one. Under the lock. */
    public void restart(String code, String reason) {
        if (current != null) {
            end(current, new StreamSocket.Ended(0, 0, reason), code);
        }
    }

    private void end(Attempt attempt, StreamSocket.Ended how, String code) {
        if (current != attempt || closed) {
            return;
        }
        current = null;
        if (attempt.socket != null) {
            attempt.socket.abandon();
        }
        boolean stood = state == State.OPEN;
        if (stood) {
            reconnections++;
        }
        Duration pause = backoff.after(how);
        later(pause);
        String words = (stood ? "The stream ended: " : "The stream cannot be opened: ") + how.detail() + (how.httpStatus() == 0 ? ""
                : " (HTTP " + how.httpStatus() + ")") + (how.closeCode() == 0 ? "" : " (close code " + how.closeCode() + ")") + ".";
        owner.lost(how.refused() ? "KRAKEN_STREAM_REFUSED" : code, words);
    }

    private void later(Duration pause) {
        become(State.WAITING);
        if (next != null) {
            next.close();
        }
        next = timers.after(pause, executor, () -> locked(() -> {
            if (state == State.WAITING) {
                attempt();
            }
        }));
    }

    /** Tries now, if it only waits to try again. */
    public void hurry() {
        locked(() -> {
            if (state == State.WAITING && !closed) {
                backoff.succeeded();
                next.close();
                attempt();
            }
        });
    }

    /** Sends; false when there is no connection to send over. Under the lock. */
    public boolean send(String text) {
        return state == State.OPEN && current.socket != null && current.socket.send(text);
    }

    /** Whether the socket stands. Under the lock. */
    public boolean open() {
        return state == State.OPEN;
    }

    /** When anything was last heard over the socket that stands, as {@link TimeSource#nanoTime}. Under the lock. */
    public long heardAt() {
        return heardAt;
    }

    /** How often a connection that stood had to be made again. */
    public long reconnections() {
        return reconnections;
    }

    /** How many frames could not be read. */
    public long faults() {
        return reader.faults();
    }

    /** Ends it for good; nothing is told any more. */
    public void close() {
        locked(() -> {
            closed = true;
            if (ticks != null) {
                ticks.close();
            }
            if (next != null) {
                next.close();
            }
            Attempt last = current;
            current = null;
            state = State.IDLE;
            if (last != null && last.socket != null) {
                last.socket.abandon();
            }
        });
    }

    /** One socket's life; what an abandoned one still says concerns nobody. */
    private final class Attempt implements StreamSocket.Listener {

        private final Guarded guarded = new Guarded(this);
        private StreamSocket socket;

        @Override
        public void opened() {
            locked(() -> {
                if (current == this) {
                    become(State.OPEN);
                    heardAt = time.nanoTime();
                    asked = false;
                    // The listener may be told before the call that opens has returned, and then nothing can be sent yet.
                    if (socket != null) {
                        owner.opened();
                    }
                }
            });
        }

        @Override
        public void text(String text) {
            locked(() -> {
                if (current == this) {
                    heardAt = time.nanoTime();
                    asked = false;
                    handle(text);
                }
            });
        }

        private void handle(String text) {
            try {
                reader.read(text, guarded);
            } catch (RuntimeException unforeseen) {
                LOG.error("{}: a message was not handled in an unforeseen way", name, unforeseen);
                end(this, new StreamSocket.Ended(0, 0, "a message was not handled in an unforeseen way"), "INTERNAL");
            }
        }

        @Override
        public void ended(StreamSocket.Ended how) {
            locked(() -> end(this, how, state == State.OPEN ? "KRAKEN_STREAM_ENDED" : "KRAKEN_STREAM_UNREACHABLE"));
        }
    }

    /** A frame with several parts may end the connection with its first. */
    private final class Guarded implements FrameReader.Sink {

        private final Attempt attempt;

        Guarded(Attempt attempt) {
            this.attempt = attempt;
        }

        @Override
        public void book(BookFrame frame) {
            if (current == attempt) {
                owner.book(frame);
            }
        }

        @Override
        public void frame(Frame frame) {
            if (current == attempt) {
                owner.frame(frame);
            }
        }
    }
}
