package io.nija.simulator.internal.http;

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

    private final EventLoopGroup acceptor = group(1, "nija-simulator-acceptor-");
    private final EventLoopGroup workers = group(WORKERS, "nija-simulator-worker-");

    private static EventLoopGroup group(int threads, String name) {
        AtomicInteger numbers = new AtomicInteger();
        return new MultiThreadIoEventLoopGroup(threads, task -> {
            Thread thread = new Thread(task, name + numbers.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }, NioIoHandler.newFactory());
    }

    EventLoopGroup acceptor() {
        return acceptor;
    }

    EventLoopGroup workers() {
        return workers;
    }

    /** Ends the threads. @return whether they ended within two seconds each */
    boolean close() {
        acceptor.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        workers.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        return acceptor.terminationFuture().awaitUninterruptibly(2, TimeUnit.SECONDS)
                && workers.terminationFuture().awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
