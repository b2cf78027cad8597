package io.nija.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Lays out the distribution. Run by the build:
 * {@code --features F --bundles B --launcher L --files S --config C --home H}.
 */
public final class Assembly {

    private Assembly() {}

    /** @throws AssemblyException with a sentence for the developer */
    public static void main(String[] arguments) throws IOException, AssemblyException, InterruptedException {
        Map<String, Path> folders = new HashMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            folders.put(arguments[i], Path.of(arguments[i + 1]).toAbsolutePath().normalize());
        }
        Path home = folders.get("--home");
        Layout layout = new Layout(home);
        layout.clear();
        layout.copyTree(folders.get("--files"), home);
        layout.copyTree(folders.get("--config"), home.resolve("config"));
        layout.copyJars(folders.get("--launcher"), home.resolve("lib"));
        layout.copyJars(folders.get("--launcher").resolve("lib"), home.resolve("lib"));
        new FeatureWriter(folders.get("--bundles"), home).write(folders.get("--features"));
        Path data = Files.createTempDirectory("nija-assembly-");
        try {
            FirstRun first = new FirstRun(home, data);
            first.writeCommands();
            first.writeArchive();
        } finally {
            new Layout(data).delete();
        }
    }
}
