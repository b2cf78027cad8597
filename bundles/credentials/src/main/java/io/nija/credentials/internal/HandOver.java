package io.nija.credentials.internal;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads for giving keys out and taking them back. Of its own, because sessions close on them: each blocks until calls
 * that are on their way are answered, and those need the shared threads. They end when they have had nothing to do for
 * a second.
 */
final class HandOver implements Executor, AutoCloseable {

    /** So many sessions can close at the same time; more wait. */
    private static final int THREADS = 32;
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final ThreadPoolExecutor pool;

    HandOver() {
        AtomicInteger number = new AtomicInteger();
        pool = new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(null, task, "nija-keys-" + number.incrementAndGet(), 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(HandOver.class.getClassLoader());
            return thread;
        });
        pool.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    /** Ends the threads; what they do is interrupted after a moment. */
    @Override
    public void close() throws InterruptedException {
        pool.shutdown();
        if (!pool.awaitTermination(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            pool.shutdownNow();
        }
    }
}
