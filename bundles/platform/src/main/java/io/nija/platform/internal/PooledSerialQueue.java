package io.nija.platform.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.nija.platform.SerialQueue;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** A serial queue that borrows a pool thread while it has work, and gives it back between batches. */
final class PooledSerialQueue implements SerialQueue {

    private static final Logger LOG = LoggerFactory.getLogger(PooledSerialQueue.class);

    /** So that one busy lane does not keep a thread from the others. */
    private static final int BATCH = 64;

    private static final int CAPACITY = 65_536;

    private final String name;
    private final Map<String, String> context;
    private final Executor pool;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private boolean draining;
    private boolean closed;
    private Thread worker;

    PooledSerialQueue(String name, Map<String, String> context, Executor pool) {
        this.name = name;
        this.context = context;
        this.pool = pool;
    }

    @Override
    public void execute(Runnable task) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            if (waiting.size() >= CAPACITY) {
                throw new RejectedExecutionException(
                        "The queue '" + name + "' is full with " + CAPACITY + " tasks; this one was refused.");
            }
            if (!draining) {
                // First, for it may refuse, and a refused task must not run later.
                pool.execute(this::drain);
                draining = true;
            }
            waiting.add(task);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean closed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean close(Duration limit) {
        lock.lock();
        try {
            closed = true;
            if (worker == Thread.currentThread()) {
                // Closed by one of its own tasks: waiting for that task to end would never end.
                waiting.clear();
                return true;
            }
            long left = limit.toNanos();
            while (draining && left > 0) {
                left = idle.awaitNanos(left);
            }
            if (!draining) {
                return true;
            }
            waiting.clear();
            if (worker != null) {
                worker.interrupt();
            }
            return false;
        } catch (InterruptedException stopNow) {
            waiting.clear();
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void drain() {
        context.forEach(MDC::put);
        try {
            for (int done = 0; done < BATCH; done++) {
                Runnable task = next();
                if (task == null) {
                    return;
                }
                run(task);
            }
        } finally {
            context.keySet().forEach(MDC::remove);
        }
        again();
    }

    private Runnable next() {
        lock.lock();
        try {
            Runnable task = waiting.poll();
            worker = task == null ? null : Thread.currentThread();
            if (task == null) {
                rest();
            }
            return task;
        } finally {
            lock.unlock();
        }
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable failure) {
            // Throwable, because libraries in Kotlin throw checked exceptions that no signature names.
            LOG.error("A task of '{}' failed; the queue goes on", name, failure);
        } finally {
            lock.lock();
            try {
                worker = null;
                // An interrupt meant for the task (see close) must not reach the pool's next one.
                Thread.interrupted();
            } finally {
                lock.unlock();
            }
        }
    }

    private void again() {
        lock.lock();
        try {
            pool.execute(this::drain);
        } catch (RejectedExecutionException stopped) {
            waiting.clear();
            rest();
            LOG.warn("'{}' was stopped with the platform: {}", name, stopped.getMessage());
        } finally {
            lock.unlock();
        }
    }

    private void rest() {
        draining = false;
        idle.signalAll();
    }

    @Override
    public String toString() {
        return "SerialQueue " + name;
    }
}
