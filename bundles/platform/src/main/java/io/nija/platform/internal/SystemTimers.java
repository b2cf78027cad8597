package io.nija.platform.internal;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.nija.platform.Timers;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Real timers: one thread that only hands tasks over. */
@Component
public final class SystemTimers implements Timers {

    private static final Logger LOG = LoggerFactory.getLogger(SystemTimers.class);

    private static final Duration AGAIN = Duration.ofMillis(100);

    private final ScheduledThreadPoolExecutor clock =
            new ScheduledThreadPoolExecutor(1, new DaemonThreads("nija-timer"));

    public SystemTimers() {
        clock.setRemoveOnCancelPolicy(true);
        clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Deactivate
    public void stop() {
        clock.shutdownNow();
    }

    @Override
    public Timer after(Duration delay, Executor on, Runnable task) {
        Once once = new Once(on, task);
        once.schedule(delay);
        return once;
    }

    @Override
    public Timer every(Duration period, Executor on, Runnable task) {
        AtomicBoolean underWay = new AtomicBoolean();
        Runnable once = () -> {
            if (underWay.compareAndSet(false, true)) {
                boolean taken = handOver(on, () -> {
                    try {
                        task.run();
                    } finally {
                        underWay.set(false);
                    }
                });
                if (!taken) {
                    underWay.set(false);
                }
            }
        };
        long nanos = period.toNanos();
        Future<?> pending = clock.scheduleWithFixedDelay(once, nanos, nanos, TimeUnit.NANOSECONDS);
        return () -> pending.cancel(false);
    }

    /** A single task: a lane may hang on it, so an executor that has no room for it now is asked again. */
    private final class Once implements Timer {

        private final Executor on;
        private final Runnable task;
        private volatile Future<?> pending;
        private volatile boolean closed;

        Once(Executor on, Runnable task) {
            this.on = on;
            this.task = task;
        }

        void schedule(Duration delay) {
            try {
                pending = clock.schedule(this::due, delay.toNanos(), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException stopped) {
                LOG.debug("A timer was set after the platform stopped: {}", stopped.getMessage());
            }
        }

        private void due() {
            if (!closed && !handOver(on, task)) {
                schedule(AGAIN);
            }
        }

        @Override
        public void close() {
            closed = true;
            Future<?> mine = pending;
            if (mine != null) {
                mine.cancel(false);
            }
        }
    }

    private static boolean handOver(Executor on, Runnable task) {
        try {
            on.execute(task);
            return true;
        } catch (RejectedExecutionException full) {
            LOG.warn("A timer's task was not taken and is offered again: {}", full.getMessage());
            return false;
        }
    }
}
