package io.nija.simulation;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.nija.account.LaneId;
import io.nija.journal.Intent;
import io.nija.journal.JournalRecord;
import io.nija.journal.OrderEvent;
import io.nija.journal.Refusal;
import io.nija.journal.memory.MemoryJournal;
import io.nija.platform.virtual.VirtualTime;
import io.nija.exchange.venue.Tier;

/** Everything there is in one run: the clock, the exchange, the process that lives now, the weather, the people. One thread. */
final class World {

    private static final Instant BEGIN = Instant.parse("2026-11-22T12:00:00Z");
    private static final int REMEMBERED = Integer.getInteger("nija.simulation.trace", 200);

    private final SplittableRandom chance;
    private final VirtualTime time = new VirtualTime(BEGIN);
    private final MachineClock clock = new MachineClock(time);
    private final Scheduler scheduler;
    private final Executor wire;
    private final Exchange exchange;
    private final Shop shop;
    private final Pins pins = new Pins();
    private final Weather weather;
    private final Switches switches = new Switches();
    private final Referee referee;
    private final boolean tracing;
    private final ArrayDeque<String> trace = new ArrayDeque<>();
    private Machine machine;
    private Consumer<Intent> intents = intent -> {};
    private long steps;
    private long digest = 1;
    private final ArrayDeque<Runnable> due = new ArrayDeque<>();

    World(long seed, Path folder, boolean tracing) {
        this.tracing = tracing;
        chance = new SplittableRandom(seed);
        scheduler = new Scheduler(chance.split(), this::failed);
        wire = scheduler.unordered("wire");
        Tier tier = List.of(Tier.STARTER, Tier.INTERMEDIATE, Tier.PRO, Tier.PRO, Tier.PRO).get(chance.nextInt(5));
        exchange = new Exchange(seed, chance.split(), time, tier, Shop.lanes());
        shop = new Shop(chance.split(), folder);
        weather = new Weather(chance.split());
        referee = new Referee(this);
        MemoryJournal journal = new MemoryJournal(new UUID(seed, 1), clock, task -> machine.receipts().execute(task));
        machine = new Machine(this, journal);
    }

    /** Whoever wants to hear of each intent as it is handed to the disk. */
    void listen(Consumer<Intent> listener) {
        intents = listener;
    }

    /** A record is on its way to the disk. */
    void recorded(JournalRecord record) {
        if (record instanceof Intent intent) {
            intents.accept(intent);
        } else if (record instanceof OrderEvent event) {
            referee.told(event);
        } else if (record instanceof Refusal refusal) {
            referee.refused(refusal);
        }
    }

    private void failed(String queue, Throwable thrown) {
        StackTraceElement at = thrown.getStackTrace().length == 0 ? null : thrown.getStackTrace()[0];
        referee.violated("NOTHING_THROWS", "A task of " + queue + " threw " + thrown + " at " + at);
    }

    /** Something that happens to everything from outside, in a while. */
    void later(Duration delay, Runnable happening) {
        time.after(delay, due::add, happening);
    }

    /** One task, or a move of time to the next one; then what happens from outside. */
    void step() {
        if (scheduler.idle()) {
            time.advance(time.untilNext().orElseThrow());
        } else {
            task();
        }
        while (!due.isEmpty() && referee.violation().isEmpty()) {
            due.poll().run();
            referee.look();
        }
    }

    private void task() {
        if (chance.nextInt(400) == 0) {
            // Threads are not always quick: time passes although there is something to do.
            time.advance(Duration.ofMillis(chance.nextInt(20) == 0 ? chance.nextLong(3_000) : chance.nextLong(30)));
        }
        String queue = scheduler.step();
        steps++;
        digest = digest * 31 + queue.hashCode() + time.nanoTime();
        referee.look();
        if (steps % 200 == 0) {
            referee.lookClosely();
        }
    }

    /** Goes on until something is so, for so long at most, or until a promise is broken; answers whether it is so. */
    boolean until(Duration most, Supplier<Boolean> so) {
        long end = time.nanoTime() + most.toNanos();
        while (referee.violation().isEmpty() && time.nanoTime() < end) {
            step();
            if (so.get()) {
                return true;
            }
        }
        return false;
    }

    /** The process ends and another begins on what is left. */
    void restart(boolean crash, Duration away) {
        MemoryJournal left = crash ? machine.crash() : machine.stop();
        trace(() -> crash ? "the process ends without a word" : "the process is stopped");
        // Nothing of NIJA runs meanwhile; what is on its way to the exchange arrives.
        long end = time.nanoTime() + away.toNanos();
        while (time.nanoTime() < end) {
            if (scheduler.idle()) {
                time.advance(Duration.ofNanos(Math.min(end - time.nanoTime(), time.untilNext().map(Duration::toNanos).orElse(Long.MAX_VALUE))));
            } else {
                scheduler.step();
                referee.look();
            }
        }
        switches.remembered(left);
        referee.checkpointsAtStart(left);
        machine = new Machine(this, left);
        trace(() -> "another process starts");
        referee.switchesAfterRestart(machine.floor().switches().all());
    }

    void trace(Supplier<String> line) {
        if (tracing) {
            Duration since = Duration.between(BEGIN, time.instant());
            trace.addLast(String.format("%4d.%06d %s", since.toSeconds(), since.toNanosPart() / 1_000, line.get()));
            if (trace.size() > REMEMBERED) {
                trace.removeFirst();
            }
        }
    }

    List<String> traced() {
        return List.copyOf(trace);
    }

    /** The next of all chances that no part of the world has for itself. */
    SplittableRandom chance() {
        return chance.split();
    }

    VirtualTime time() {
        return time;
    }

    MachineClock clock() {
        return clock;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    Executor wire() {
        return wire;
    }

    Exchange exchange() {
        return exchange;
    }

    Shop shop() {
        return shop;
    }

    Pins pins() {
        return pins;
    }

    Weather weather() {
        return weather;
    }

    Switches switches() {
        return switches;
    }

    Referee referee() {
        return referee;
    }

    Machine machine() {
        return machine;
    }

    long steps() {
        return steps;
    }

    /** A number that two runs share only when they took the same steps at the same times. */
    long digest() {
        return digest;
    }

    Duration passed() {
        return Duration.between(BEGIN, time.instant());
    }
}
