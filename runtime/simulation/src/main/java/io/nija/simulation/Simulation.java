package io.nija.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One seed from its first order to the quiet after its last fault. */
public final class Simulation {

    /** At least so many orders are taken by the exchange over all lanes, unless so much time passes before. */
    static final int ORDERS = 200;
    private static final Duration LONGEST = Duration.ofMinutes(90);
    private static final Duration QUIET = Duration.ofMinutes(15);

    private final long seed;
    private final boolean tracing;
    private final Set<String> without;

    private Simulation(long seed, boolean tracing, Set<String> without) {
        this.seed = seed;
        this.tracing = tracing;
        this.without = without;
    }

    /**
     * Runs one seed.
     *
     * @param folder where the key's small files may be; on a disk in memory it is quicker
     * @param tracing whether the last steps are kept for people
     * @param without what is not to happen, by name; empty for everything
     */
    public static Result run(long seed, Path folder, boolean tracing, Set<String> without) {
        Path own = folder.resolve("seed-" + seed + "-" + Thread.currentThread().getId());
        try {
            Files.createDirectories(own);
            return new Simulation(seed, tracing, without).run(own);
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        } finally {
            remove(own);
        }
    }

    /** Runs one seed; answers the invariant that was broken, or an empty text. */
    public static String broken(long seed, Path folder) {
        return run(seed, folder, false, Set.of()).invariant();
    }

    private static void remove(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException stays) {
            throw new UncheckedIOException(stays);
        }
    }

    private Result run(Path folder) {
        World world = new World(seed, folder, tracing);
        Traffic traffic = new Traffic(world);
        Fortune fortune = new Fortune(world, without);
        fortune.start();
        busy(world, traffic);
        world.until(LONGEST, () -> {
            fortune.step();
            return world.referee().placed() >= ORDERS;
        });
        fortune.end();
        traffic.stop();
        quiet(world, traffic, fortune);
        world.machine().crash();
        Optional<Referee.Violation> broken = world.referee().violation();
        return new Result(seed, world.exchange().venue().tier().word(), broken.map(Referee.Violation::invariant).orElse(""), broken.map(Referee.Violation::text).orElse(""),
                world.referee().placed(), world.steps(), world.passed(), world.digest(), world.traced());
    }

    private static void busy(World world, Traffic traffic) {
        world.later(Duration.ofMillis(traffic.pause()), () -> {
            if (traffic.goesOn()) {
                traffic.one();
                busy(world, traffic);
            }
        });
    }

    private static void quiet(World world, Traffic traffic, Fortune fortune) {
        Verdicts verdicts = new Verdicts(world);
        settle(world, verdicts);
        fortune.startAgain();
        settle(world, verdicts);
        for (int attempt = 0; attempt < 5 && world.referee().violation().isEmpty(); attempt++) {
            boolean nothing = Shop.lanes().stream().map(traffic::flatten).reduce(true, Boolean::logicalAnd);
            if (nothing) {
                break;
            }
            world.until(Duration.ofSeconds(20), () -> false);
            settle(world, verdicts);
        }
        if (world.referee().violation().isEmpty() && !Shop.lanes().stream().map(traffic::flatten).reduce(true, Boolean::logicalAnd)) {
            world.referee().violated("ONE_GETS_OUT", "After five attempts to flatten in fair weather something is left");
        }
    }

    private static void settle(World world, Verdicts verdicts) {
        if (world.referee().violation().isPresent()) {
            return;
        }
        long[] looked = {0};
        world.until(QUIET, () -> {
            if (world.time().nanoTime() - looked[0] < 1_000_000_000L) {
                return false;
            }
            looked[0] = world.time().nanoTime();
            return verdicts.settled();
        });
        if (world.referee().violation().isEmpty()) {
            world.trace(() -> "not settled: " + verdicts.unsettled());
            world.referee().lookClosely();
            verdicts.all();
        }
    }
}
