package io.nija.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** The simulation by hand: {@code --seeds N [--from S] [--threads T]}, or {@code --seed S} for one with its last steps. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException, IOException {
        Map<String, Long> options = new TreeMap<>();
        Set<String> without = Set.of();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            if (arguments[i].equals("--without")) {
                without = Set.of(arguments[i + 1].split(","));
            } else {
                options.put(arguments[i], Long.parseLong(arguments[i + 1]));
            }
        }
        Path folder = folder();
        if (options.containsKey("--mutations")) {
            System.exit(mutations(options.getOrDefault("--from", 1L), options.get("--mutations"), folder) ? 0 : 1);
        }
        if (options.containsKey("--seed")) {
            Result result = Simulation.run(options.get("--seed"), folder, true, without);
            result.trace().forEach(System.out::println);
            System.out.println(line(result));
            System.exit(result.clean() ? 0 : 1);
        }
        long from = options.getOrDefault("--from", 1L);
        long end = from + options.getOrDefault("--seeds", 1_000L);
        System.exit(many(from, end, options.getOrDefault("--threads", 1L).intValue(), folder, without) ? 0 : 1);
    }

    /** A disk in memory where there is one: keys' small files are forced each few seconds of virtual time. */
    static Path folder() {
        Path memory = Path.of("/dev/shm");
        return (Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir")))
                .resolve("nija-simulation-" + ProcessHandle.current().pid());
    }

    /** Hunts each planted bug with so many seeds at most. */
    private static boolean mutations(long from, long most, Path folder) throws IOException {
        Path bundles = Path.of(System.getProperty("nija.bundles", "bundles"));
        boolean all = true;
        List<Mutation> planted = Mutations.all();
        for (int i = Integer.getInteger("nija.simulation.part", 0); i < planted.size(); i += Integer.getInteger("nija.simulation.parts", 1)) {
            Mutation mutation = planted.get(i);
            Mutant mutant = new Mutant(mutation, bundles, System.getProperty("java.class.path"));
            String found = "";
            long seed = from;
            for (; seed < from + most && found.isEmpty(); seed++) {
                found = mutant.run(seed, folder);
            }
            all &= !found.isEmpty();
            System.out.println("| " + mutation.name() + " | " + (found.isEmpty() ? "not found" : (seed - from) + " | " + (seed - 1) + " | " + found) + " |");
        }
        return all;
    }

    private static boolean many(long from, long end, int threads, Path folder, Set<String> without) throws InterruptedException {
        AtomicLong next = new AtomicLong(from);
        List<Result> broken = new ArrayList<>();
        long[] sums = new long[4];
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(() -> {
                for (long seed = next.getAndIncrement(); seed < end; seed = next.getAndIncrement()) {
                    Result result = Simulation.run(seed, folder, false, without);
                    synchronized (broken) {
                        sums[0]++;
                        sums[1] += result.orders();
                        sums[2] += result.passed().toMillis();
                        sums[3] += result.steps();
                        if (!result.clean()) {
                            broken.add(result);
                            System.out.println(line(result));
                        }
                        if (sums[0] % 500 == 0) {
                            System.out.println(summary(sums, broken));
                        }
                    }
                }
            });
            thread.start();
            all.add(thread);
        }
        for (Thread thread : all) {
            thread.join();
        }
        System.out.println(summary(sums, broken));
        return broken.isEmpty();
    }

    private static String summary(long[] sums, List<Result> broken) {
        double cpu = ((com.sun.management.OperatingSystemMXBean) java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime() / 1e9;
        Map<String, Integer> names = new TreeMap<>();
        broken.forEach(result -> names.merge(result.invariant(), 1, Integer::sum));
        return String.format("%d seeds, %d orders, %d steps, %.1f simulated hours in %.0f CPU-seconds: %.3f simulated hours a CPU-second; broken: %s",
                sums[0], sums[1], sums[3], sums[2] / 3.6e6, cpu, sums[2] / 3.6e6 / cpu, names);
    }

    static String line(Result result) {
        return "seed " + result.seed() + ": " + (result.clean() ? "clean" : result.invariant() + ": " + result.text()) + " ("
                + result.orders() + " orders, " + result.steps() + " steps, " + Duration.ofMillis(result.passed().toMillis()) + ", digest "
                + Long.toHexString(result.digest()) + (result.clean() ? ")" : ")\n  again: java ... io.nija.simulation.Main --seed " + result.seed());
    }
}
