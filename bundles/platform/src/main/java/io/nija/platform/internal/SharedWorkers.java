package io.nija.platform.internal;

import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.nija.account.LaneId;
import io.nija.platform.SerialQueue;
import io.nija.platform.Workers;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One bounded pool for everybody. */
@Component
public final class SharedWorkers implements Workers {

    private static final Logger LOG = LoggerFactory.getLogger(SharedWorkers.class);

    /** Tasks may wait for a disk for a moment, so there are more threads than processors. */
    private static final int THREADS = Math.max(8, 2 * Runtime.getRuntime().availableProcessors());

    /** Beyond this many waiting tasks something is wrong, and refusing is better than filling the memory. */
    private static final int WAITING = 100_000;

    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(THREADS, THREADS, 30, TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING), new DaemonThreads("nija-worker"));

    public SharedWorkers() {
        pool.allowCoreThreadTimeOut(true);
    }

    @Deactivate
    public void stop() {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(2, TimeUnit.SECONDS)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException stopNow) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Executor shared() {
        return task -> pool.execute(() -> {
            try {
                task.run();
            } catch (Throwable failure) {
                LOG.error("A task on the shared pool failed", failure);
            }
        });
    }

    @Override
    public SerialQueue serial(String name) {
        return new PooledSerialQueue(name, Map.of(), pool);
    }

    @Override
    public SerialQueue serial(LaneId lane, String name) {
        return new PooledSerialQueue(name + " " + lane,
                Map.of("account", lane.account().value(), "broker", lane.broker().value()), pool);
    }
}
