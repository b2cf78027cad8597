package io.nija.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.osgi.framework.BundleException;

import io.nija.launcher.framework.FrameworkSettings;
import io.nija.launcher.framework.Platform;
import io.nija.launcher.framework.Problem;

/** {@code nija run --check}: wires everything that would run, in a folder of its own, beside a running NIJA. */
final class CheckRun {

    private CheckRun() {}

    static int check(Folders folders) throws Refusal, IOException, BundleException, InterruptedException {
        folders.requireConfig();
        Path cache = CommandFolder.create("check");
        try {
            LogFiles.configure(cache, "check", LogFiles.Shown.OFF, System.getenv());
            Distribution distribution = new Distribution(folders, true);
            Platform platform = new Platform(new FrameworkSettings(folders, "command", Build.version(), cache));
            List<String> remarks = distribution.install(platform);
            platform.resolve();
            List<Problem> problems = platform.problems();
            int bundles = platform.symbolicNames().size();
            platform.stopAndWait();
            remarks.forEach(System.err::println);
            problems.forEach(problem -> System.err.println(problem.sentence()));
            if (!problems.isEmpty()) {
                return Refusal.CONFIGURATION;
            }
            System.out.println("All " + bundles + " bundles of NIJA " + Build.version() + " resolve on Java "
                    + Runtime.version().feature() + ".");
            return 0;
        } finally {
            PrivateFolder.delete(cache);
        }
    }
}
