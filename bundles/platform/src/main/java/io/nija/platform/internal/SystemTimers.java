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
        return timer(clock.schedule(() -> handOver(on, task), delay.toNanos(), TimeUnit.NANOSECONDS));
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
        return timer(clock.scheduleWithFixedDelay(once, nanos, nanos, TimeUnit.NANOSECONDS));
    }

    private static Timer timer(Future<?> pending) {
        return () -> pending.cancel(false);
    }

    private static boolean handOver(Executor on, Runnable task) {
        try {
            on.execute(task);
            return true;
        } catch (RejectedExecutionException full) {
            // A closed or overfull queue; a periodic task is tried again at its next turn.
            LOG.warn("A timer's task was not taken: {}", full.getMessage());
            return false;
        }
    }
}
