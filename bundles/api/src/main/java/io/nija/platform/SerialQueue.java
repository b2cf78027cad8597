package io.nija.platform;

import java.time.Duration;
import java.util.concurrent.Executor;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A queue whose tasks run one at a time, over a shared pool: what one task wrote the next one sees, so state that
 * is only touched here needs no lock. A task that throws is logged with the queue's name; the queue goes on.
 */
@ProviderType
public interface SerialQueue extends Executor, AutoCloseable {

    /** Runs {@code task} after those already there. After {@link #close()} it is dropped, and {@link #closed()} says so. */
    @Override
    void execute(Runnable task);

    /** Whether it was closed. */
    boolean closed();

    /**
     * Takes no more tasks and waits for the running and queued ones.
     *
     * @return whether they ended within {@code limit}; those that did not are dropped, the running one interrupted
     */
    boolean close(Duration limit);

    /** As {@link #close(Duration)} with two seconds. */
    @Override
    default void close() {
        close(Duration.ofSeconds(2));
    }
}
