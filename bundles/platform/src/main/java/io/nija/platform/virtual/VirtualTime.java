package io.nija.platform.virtual;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;

import io.nija.platform.TimeSource;
import io.nija.platform.Timers;

/**
 * A clock and its timers under the test's control. Time stands still until {@link #advance} moves it; due tasks are
 * handed over in the order of their times, on the thread that advances. Thread-safe.
 */
public final class VirtualTime implements TimeSource, Timers {

    private final PriorityQueue<Task> due = new PriorityQueue<>(
            Comparator.comparingLong((Task task) -> task.at).thenComparingLong(task -> task.number));
    private Instant wall;
    private long nanos;
    private long numbers;

    /** A clock that shows {@code start}. */
    public VirtualTime(Instant start) {
        wall = start;
    }

    @Override
    public synchronized Instant instant() {
        return wall;
    }

    @Override
    public synchronized long nanoTime() {
        return nanos;
    }

    /** Moves the wall clock alone, as a person or a time server would; timers are not touched. */
    public synchronized void stepWallClock(Duration by) {
        wall = wall.plus(by);
    }

    /** Moves time and hands over what falls due on the way. */
    public void advance(Duration by) {
        long end;
        synchronized (this) {
            end = nanos + by.toNanos();
        }
        for (Task task = next(end); task != null; task = next(end)) {
            task.on.execute(task.work);
        }
        synchronized (this) {
            moveTo(end);
        }
    }

    private synchronized Task next(long end) {
        Task task = due.peek();
        if (task == null || task.at > end) {
            return null;
        }
        due.poll();
        moveTo(task.at);
        if (task.period > 0) {
            add(new Task(nanos + task.period, numbers++, task.period, task.on, task.work, task.handle));
        }
        return task;
    }

    private void moveTo(long to) {
        if (to > nanos) {
            wall = wall.plusNanos(to - nanos);
            nanos = to;
        }
    }

    @Override
    public Timer after(Duration delay, Executor on, Runnable task) {
        return schedule(delay, 0, on, task);
    }

    @Override
    public Timer every(Duration period, Executor on, Runnable task) {
        return schedule(period, period.toNanos(), on, task);
    }

    private synchronized Timer schedule(Duration delay, long period, Executor on, Runnable work) {
        Object handle = new Object();
        add(new Task(nanos + Math.max(0, delay.toNanos()), numbers++, period, on, work, handle));
        return () -> {
            synchronized (this) {
                due.removeIf(task -> task.handle == handle);
            }
        };
    }

    private void add(Task task) {
        due.add(task);
    }

    /** How long until the next task falls due, zero when one is due already; empty when none waits. */
    public synchronized Optional<Duration> untilNext() {
        return due.isEmpty() ? Optional.empty() : Optional.of(Duration.ofNanos(Math.max(0, due.peek().at - nanos)));
    }

    /** How many tasks are waiting for their time. */
    public synchronized int pending() {
        return due.size();
    }

    private record Task(long at, long number, long period, Executor on, Runnable work, Object handle) {}
}
