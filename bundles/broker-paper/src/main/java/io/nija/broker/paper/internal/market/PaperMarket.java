package io.nija.broker.paper.internal.market;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

import io.nija.exchange.crowd.SeededCrowd;
import io.nija.exchange.state.Memory;
import io.nija.exchange.state.Origin;
import io.nija.exchange.venue.Tier;
import io.nija.exchange.venue.Venue;
import io.nija.exchange.venue.VenueClock;
import io.nija.market.MarketEvent;
import io.nija.market.MarketStream;
import io.nija.platform.SerialQueue;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;
import io.nija.platform.Workers;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The exchange that paper accounts trade on, alive in this process: it opens when somebody first wants it, remembers everything in a
 * file, and its time goes on by itself. Everything that touches it runs on one queue. Thread-safe.
 */
public final class PaperMarket implements AutoCloseable {

    /** How often the market's time goes on. */
    static final Duration BEAT = Duration.ofMillis(50);

    /**
     * Its clock, as others see it, is so many beats late: what was told by then has reached whoever listens, so that a time that has
     * passed by this clock is complete.
     */
    private static final int LATE = 5;

    private static final Logger LOG = LoggerFactory.getLogger(PaperMarket.class);

    private final Settings settings;
    private final TimeSource time;
    private final Timers timers;
    private final Executor shared;
    private final SerialQueue queue;
    private final PaperInstruments instruments = new PaperInstruments();
    private final MarketTelling telling;
    private final ArrayDeque<Long> beats = new ArrayDeque<>();
    private final CompletableFuture<Open> opened = new CompletableFuture<>();
    private boolean opening;
    private long told;
    private Memory memory;
    private Timers.Timer beat;
    private volatile State state = new State.NotWanted();
    private volatile boolean closed;

    /** How the market is. */
    public sealed interface State {

        /** Nobody asked for it. */
        record NotWanted() implements State {}

        /** What it remembers happens again. */
        record Opening(Instant since) implements State {}

        /**
         * It goes.
         *
         * @param market its time
         * @param at when its time last went on, by the machine's clock
         */
        record Alive(Instant market, Instant at) implements State {}

        /** It cannot go, in a sentence. */
        record Broken(String reason, Instant at) implements State {}
    }

    /** The exchange with its times. Only for what runs on the market's queue; the exchange's lock is held meanwhile. */
    public record Open(Venue venue, MarketTimes times, Memory memory, long seed) {}

    public PaperMarket(Settings settings, TimeSource time, Timers timers, Workers workers) {
        this.settings = settings;
        this.time = time;
        this.timers = timers;
        shared = workers.shared();
        queue = workers.serial("paper market");
        telling = new MarketTelling(instruments, time);
    }

    /** What is listed. */
    public PaperInstruments instruments() {
        return instruments;
    }

    /** How it is; no I/O. */
    public State state() {
        return state;
    }

    /** What it is like. */
    public Settings settings() {
        return settings;
    }

    /** The market's own time, as far as everything of it has been told; the machine's before the market is open. */
    public Instant now() {
        return state instanceof State.Alive alive ? alive.market() : time.instant();
    }

    /** Tells an account's news there from now on, on the market's queue, until the answer is closed. */
    public AutoCloseable account(String id, BiConsumer<Open, List<MarketTelling.Told>> listener) {
        queue.execute(() -> telling.account(id, listener));
        return () -> queue.execute(() -> telling.forget(id, listener));
    }

    /** A line of what happens in the market; opens the market. */
    MarketLine follow(MarketStream.Topic topic, Consumer<MarketEvent> listener, Consumer<MarketLine> left) {
        MarketLine line = new MarketLine(topic, listener, shared, gone -> {
            left.accept(gone);
            queue.execute(() -> telling.leave(gone));
        });
        open();
        queue.execute(() -> telling.add(line));
        return line;
    }

    /** Opens it unless it is open. Returns at once. */
    public void open() {
        queue.execute(() -> {
            if (!opening && !closed) {
                opening = true;
                state = new State.Opening(time.instant());
                begin();
            }
        });
    }

    private void begin() {
        try {
            Files.createDirectories(settings.folder());
            memory = Memory.open(settings.folder().resolve("exchange.state"));
            VenueClock clock = new VenueClock(time, settings.speed());
            Origin fresh = Origin.of(settings.seed(), clock.now(), settings.speed(), Tier.UNLIMITED);
            long seed = memory.origin().orElse(fresh).seed();
            Venue venue = memory.venue(fresh, clock,
                    origin -> (listing, now) -> new SeededCrowd(origin.seed(), origin.start()));
            MarketTimes times = MarketTimes.read(settings.folder().resolve("times"));
            synchronized (venue) {
                venue.listen(telling);
                venue.settle();
                times.begin(time.epochNanos(), venue.time(), settings.speed());
            }
            Open open = new Open(venue, times, memory, seed);
            telling.over(open);
            alive(open);
            beat = timers.every(BEAT, queue, () -> beat(open));
            opened.complete(open);
        } catch (IOException | RuntimeException failed) {
            broken("The paper market cannot begin: " + failed.getMessage());
        }
    }

    private void broken(String reason) {
        LOG.error("{} [PAPER_MARKET_BROKEN]", reason);
        state = new State.Broken(reason, time.instant());
        opened.completeExceptionally(new IOException(reason));
    }

    private void beat(Open open) {
        try {
            synchronized (open.venue()) {
                open.venue().settle();
                open.times().look(time.epochNanos(), open.venue().time(), settings.speed());
                open.memory().passes();
            }
            telling.tell(told);
            alive(open);
        } catch (IOException | RuntimeException failed) {
            // A full disk, for example: nothing happens that would not be remembered, and the next beat tries again.
            if (state instanceof State.Alive) {
                LOG.error("The paper market stands still: {} [PAPER_MARKET_BROKEN]", failed.getMessage());
            }
            state = new State.Broken("The paper market stands still: " + failed.getMessage(), time.instant());
        }
    }

    private void alive(Open open) {
        beats.addLast(open.venue().time());
        told = beats.size() > LATE ? beats.removeFirst() : beats.peekFirst();
        state = new State.Alive(MarketTimes.instant(told), time.instant());
    }

    /**
     * Does something with the exchange as it is now, on the market's queue; the answer comes on another thread.
     *
     * @return fails with an {@link IOException} when there is no market, and with whatever {@code what} fails with
     */
    public <T> CompletableFuture<T> ask(Function<Open, T> what) {
        return ask(Duration.ZERO, what);
    }

    /** As {@link #ask(Function)}, after a time on the way. */
    public <T> CompletableFuture<T> ask(Duration way, Function<Open, T> what) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        if (closed) {
            answer.completeExceptionally(new IOException("The paper market was closed."));
            return answer;
        }
        open();
        opened.whenComplete((open, failed) -> {
            if (failed != null) {
                answer.completeExceptionally(failed);
            } else if (way.isZero()) {
                queue.execute(() -> run(open, what, answer));
            } else {
                timers.after(way, queue, () -> run(open, what, answer));
            }
        });
        return answer;
    }

    private <T> void run(Open open, Function<Open, T> what, CompletableFuture<T> answer) {
        if (closed) {
            shared.execute(() -> answer.completeExceptionally(new IOException("The paper market was closed.")));
            return;
        }
        try {
            T value;
            synchronized (open.venue()) {
                open.venue().settle();
                value = what.apply(open);
            }
            telling.tell(told);
            shared.execute(() -> answer.complete(value));
        } catch (RuntimeException failed) {
            shared.execute(() -> answer.completeExceptionally(failed));
        }
    }

    @Override
    public void close() {
        closed = true;
        queue.execute(() -> {
            if (beat != null) {
                beat.close();
            }
            telling.close();
            if (memory != null) {
                close(memory);
            }
            opened.completeExceptionally(new IOException("The paper market was closed."));
        });
        queue.close(Duration.ofSeconds(3));
    }

    private void close(Memory last) {
        try (last) {
            if (state instanceof State.Alive) {
                // The next start need not let all that happened happen again.
                last.condense();
            }
        } catch (IOException | RuntimeException failed) {
            LOG.warn("What the paper market remembers stays as it was before its end: {}.", failed.toString());
        }
    }
}
