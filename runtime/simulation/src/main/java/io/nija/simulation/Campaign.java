package io.nija.simulation;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import com.sun.management.OperatingSystemMXBean;

/** Many seeds, several at a time, and what they came to. */
final class Campaign {

    private final Options options;
    private final Path folder;
    private final Consumer<String> out;
    private final long begun = System.nanoTime();
    private final AtomicLong next;
    private final List<Result> broken = new ArrayList<>();
    private long seeds;
    private long orders;
    private long fewest = Long.MAX_VALUE;
    private long steps;
    private Duration passed = Duration.ZERO;
    private long last = begun;

    Campaign(Options options, Path folder, Consumer<String> out) {
        this.options = options;
        this.folder = folder;
        this.out = out;
        next = new AtomicLong(options.from());
    }

    /** Runs them all; answers whether all are clean. */
    boolean run() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < options.threads(); i++) {
            Thread thread = new Thread(this::some, "seeds " + i);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        out.accept(summary());
        return broken.isEmpty() && seeds > 0;
    }

    private void some() {
        for (long seed = next.getAndIncrement(); seed <= options.to() && !late(options, begun); seed = next.getAndIncrement()) {
            count(Simulation.run(seed, folder, false, options.without()));
        }
    }

    static boolean late(Options options, long begun) {
        return options.minutes() > 0 && System.nanoTime() - begun > Duration.ofMinutes(options.minutes()).toNanos();
    }

    private synchronized void count(Result result) {
        seeds++;
        orders += result.orders();
        steps += result.steps();
        passed = passed.plus(result.passed());
        if (result.clean()) {
            fewest = Math.min(fewest, result.orders());
        } else {
            broken.add(result);
            out.accept(line(result));
        }
        if (System.nanoTime() - last > 60_000_000_000L) {
            last = System.nanoTime();
            out.accept(summary());
        }
    }

    private synchronized String summary() {
        double cpu = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
        double hours = passed.toMillis() / 3.6e6;
        Map<String, Integer> names = new TreeMap<>();
        broken.forEach(result -> names.merge(result.invariant(), 1, Integer::sum));
        return String.format("%d seeds, %d clean; %d orders%s, %d steps; %.1f virtual hours in %.0f CPU-seconds, %.0f seconds on the wall: "
                + "%.2f virtual hours a CPU-second, %.2f seeds a CPU-second; findings: %s", seeds, seeds - broken.size(), orders,
                fewest == Long.MAX_VALUE ? "" : " (" + fewest + " at least in a clean seed)", steps, hours, cpu,
                (System.nanoTime() - begun) / 1e9, hours / cpu, seeds / cpu, names.isEmpty() ? "none" : names.toString());
    }

    static String line(Result result) {
        return "seed " + result.seed() + ": " + (result.clean() ? "clean" : result.invariant() + ": " + result.text()) + " (" + result.tier() + ", "
                + result.orders() + " orders, " + result.steps() + " steps, " + Duration.ofMillis(result.passed().toMillis()) + ", digest "
                + Long.toHexString(result.digest()) + ")" + (result.clean() ? "" : "\n  again: simulate --seed " + result.seed());
    }
}
