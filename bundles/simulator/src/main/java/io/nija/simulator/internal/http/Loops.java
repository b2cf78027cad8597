package io.nija.simulator.internal.http;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;

/**
 * The exchange's threads: one that accepts, two that work. A worker may wait for the acceptor, which opens and closes
 * ports; never the other way round.
 */
final class Loops {

    private static final int WORKERS = 2;
    private static final long LIMIT = TimeUnit.SECONDS.toNanos(3);

    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final EventLoopGroup acceptor = group(1, "nija-simulator-acceptor-");
    private final EventLoopGroup workers = group(WORKERS, "nija-simulator-worker-");

    private EventLoopGroup group(int count, String name) {
        AtomicInteger numbers = new AtomicInteger();
        return new MultiThreadIoEventLoopGroup(count, task -> {
            Thread thread = new Thread(task, name + numbers.incrementAndGet());
            thread.setDaemon(true);
            threads.add(thread);
            return thread;
        }, NioIoHandler.newFactory());
    }

    EventLoopGroup acceptor() {
        return acceptor;
    }

    EventLoopGroup workers() {
        return workers;
    }

    /** Ends the threads. @return whether they are gone within about three seconds */
    boolean close() {
        acceptor.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        workers.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        long end = System.nanoTime() + LIMIT;
        try {
            // Netty calls a group terminated a moment before its threads have ended.
            for (Thread thread : threads) {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            }
        } catch (InterruptedException stopNow) {
            Thread.currentThread().interrupt();
        }
        return threads.stream().noneMatch(Thread::isAlive);
    }
}
