package io.nija.blackbox.crash;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How much longer than alone a program takes on this machine now: every half second a thread wants fifty milliseconds of a
 * processor, and what counts is the time until it had them. It asks nothing of NIJA, so a NIJA that is slow by itself has
 * nothing of it; a thread that seldom wants a processor gets it sooner than one that always does, so it excuses rather too little.
 */
final class Slowness implements AutoCloseable {

    private static final long WANTED = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(450);

    private final Thread thread;
    private volatile boolean over;
    private volatile double factor = 1;

    Slowness() {
        thread = new Thread(this::measure, "how slow this machine is");
        thread.setDaemon(true);
        thread.start();
    }

    private void measure() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long wall = 0;
        long had = 0;
        while (!over) {
            long begun = System.nanoTime();
            long cpu = threads.getCurrentThreadCpuTime();
            while (threads.getCurrentThreadCpuTime() - cpu < WANTED) {
                Thread.onSpinWait();
            }
            wall += System.nanoTime() - begun;
            had += threads.getCurrentThreadCpuTime() - cpu;
            factor = Math.max(1, (double) wall / had);
            LockSupport.parkNanos(PAUSE);
        }
    }

    /** At least 1. */
    double factor() {
        return factor;
    }

    /** {@code limit} as this machine must be given it; at most six times as much: beyond that nothing is shown. */
    static Duration allowed(Duration limit, double factor) {
        return Duration.ofMillis((long) (limit.toMillis() * Math.min(6, Math.max(1, factor))));
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        LockSupport.unpark(thread);
        thread.join();
    }
}
