package io.nija.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The simulation by hand; {@link Options#USAGE} says how. */
public final class Main {

    private static final int USAGE = 64;

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException, IOException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(Options.USAGE);
            return;
        }
        Options options;
        try {
            options = Options.of(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.err.print(Options.USAGE);
            System.exit(USAGE);
            return;
        }
        Path folder = folder();
        boolean well;
        try {
            well = run(options, folder);
        } finally {
            Files.deleteIfExists(folder);
        }
        System.exit(well ? 0 : 1);
    }

    private static boolean run(Options options, Path folder) throws InterruptedException {
        if (!options.mutants().isEmpty()) {
            return new Hunt(options, Path.of(System.getProperty("nija.bundles", "bundles")), folder, System.out::println).run();
        }
        if (options.one() == null) {
            return new Campaign(options, folder, System.out::println).run();
        }
        Result result = Simulation.run(options.one(), folder, true, options.without());
        result.trace().forEach(System.out::println);
        System.out.println(Campaign.line(result));
        return result.clean();
    }

    /** A disk in memory where there is one: keys' small files are forced each few seconds of virtual time. */
    private static Path folder() {
        Path memory = Path.of("/dev/shm");
        return (Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir")))
                .resolve("nija-simulation-" + ProcessHandle.current().pid());
    }
}
