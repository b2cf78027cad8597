package io.nija.platform;

import java.time.Duration;
import java.util.concurrent.Executor;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Timers. A due task is handed to the executor it was given; it never runs on the timer's own thread. A service,
 * so that virtual time can drive it.
 */
@ProviderType
public interface Timers {

    /** Runs {@code task} once, {@code delay} from now. */
    Timer after(Duration delay, Executor on, Runnable task);

    /**
     * Runs {@code task} {@code period} from now and then again and again; each period begins when the task was
     * handed over, and a task still queued or running is not handed over twice.
     */
    Timer every(Duration period, Executor on, Runnable task);

    /** A pending task. */
    @ProviderType
    interface Timer extends AutoCloseable {

        /** The task will not be handed over any more; one already handed over still runs. */
        @Override
        void close();
    }
}
