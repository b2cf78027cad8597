package io.nija.simulation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Looks for planted bugs: each has to be found by a seed of the range that is clean without it, within the range. Says so as
 * rows of a table.
 */
final class Hunt {

    private final Options options;
    private final Path bundles;
    private final Path folder;
    private final Consumer<String> out;
    private final long begun = System.nanoTime();
    private final Map<Long, Boolean> clean = new HashMap<>();

    Hunt(Options options, Path bundles, Path folder, Consumer<String> out) {
        this.options = options;
        this.bundles = bundles;
        this.folder = folder;
        this.out = out;
    }

    /** Answers whether all were found. */
    boolean run() throws InterruptedException {
        List<Mutation> left = new ArrayList<>(options.mutants());
        List<String> unseen = new ArrayList<>();
        out.accept("| planted bug | seed | found as | clean seeds before it |\n|---|---|---|---|");
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < options.threads(); i++) {
            Thread thread = new Thread(() -> {
                for (Mutation mutation = poll(left); mutation != null; mutation = poll(left)) {
                    if (!found(mutation)) {
                        synchronized (unseen) {
                            unseen.add(mutation.name());
                        }
                    }
                }
            }, "seeds " + i);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        out.accept(options.mutants().size() - unseen.size() + " of " + options.mutants().size() + " planted bugs found"
                + (unseen.isEmpty() ? "" : "; not found: " + unseen));
        return unseen.isEmpty();
    }

    private static Mutation poll(List<Mutation> left) {
        synchronized (left) {
            return left.isEmpty() ? null : left.remove(0);
        }
    }

    private boolean found(Mutation mutation) {
        Mutant mutant;
        try {
            mutant = new Mutant(mutation, bundles, System.getProperty("java.class.path"));
        } catch (IOException | IllegalStateException unfit) {
            out.accept("| " + mutation.name() + " | | " + unfit.getMessage() + " | |");
            return false;
        }
        int missed = 0;
        for (long seed = options.from(); seed <= options.to() && !Campaign.late(options, begun); seed++) {
            // What is dirty anyway proves nothing; whether it is, is asked only when it matters or was asked before.
            if (Boolean.FALSE.equals(known(seed))) {
                continue;
            }
            String invariant = mutant.run(seed, folder);
            if (!invariant.isEmpty() && clean(seed)) {
                out.accept("| `" + mutation.name() + "` | " + seed + " | " + invariant + " | " + missed + " |");
                return true;
            }
            missed += invariant.isEmpty() ? 1 : 0;
        }
        out.accept("| `" + mutation.name() + "` | | **not found** | " + missed + " |");
        return false;
    }

    private Boolean known(long seed) {
        synchronized (clean) {
            return clean.get(seed);
        }
    }

    private boolean clean(long seed) {
        Boolean known = known(seed);
        if (known == null) {
            known = Simulation.run(seed, folder, false, options.without()).clean();
            synchronized (clean) {
                clean.put(seed, known);
            }
        }
        return known;
    }
}
