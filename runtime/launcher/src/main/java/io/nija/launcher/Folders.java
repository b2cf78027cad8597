package io.nija.launcher;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where this NIJA lives.
 *
 * @param home the distribution, never written to
 * @param config configuration files and {@code .env}; may be read-only
 * @param data everything NIJA writes; what is locked, and where its socket is
 * @param deploy plug-ins, one jar each
 * @param state the user's state folder, for what must be unique on the machine
 */
public record Folders(Path home, Path config, Path data, Path deploy, Path state) {

    /**
     * From the environment: {@code NIJA_CONFIG}, {@code NIJA_DATA} and {@code NIJA_DEPLOY} move those folders,
     * {@code XDG_STATE_HOME} the state folder (default {@code ~/.local/state}).
     */
    static Folders of(Path home, Map<String, String> environment, String userHome) throws Refusal {
        Path base = home.toAbsolutePath().normalize();
        return new Folders(
                base,
                folder(environment, "NIJA_CONFIG", base.resolve("config")),
                folder(environment, "NIJA_DATA", base.resolve("data")),
                folder(environment, "NIJA_DEPLOY", base.resolve("deploy")),
                folder(environment, "XDG_STATE_HOME", Path.of(userHome, ".local", "state")).resolve("nija"));
    }

    private static Path folder(Map<String, String> environment, String variable, Path otherwise) throws Refusal {
        String value = environment.get(variable);
        if (value == null || value.isBlank()) {
            return otherwise;
        }
        try {
            return Path.of(value).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new Refusal(Refusal.CONFIGURATION, variable + " is not the name of a folder; set it to one.");
        }
    }

    /** @throws Refusal when the configuration folder is not there or cannot be read */
    void requireConfig() throws Refusal {
        if (!Files.isDirectory(config)) {
            throw new Refusal(Refusal.CONFIGURATION, "The configuration folder " + config
                    + " does not exist; set NIJA_CONFIG to the folder with your io.nija.*.cfg files.");
        }
        if (!Files.isReadable(config) || !Files.isExecutable(config)) {
            throw new Refusal(Refusal.CONFIGURATION, "The configuration folder " + config
                    + " cannot be read by this user; give it read permission or set NIJA_CONFIG.");
        }
    }

    /** The same installation for a demonstration: configuration, data and state under {@code data/demo}. */
    Folders demo() {
        Path demo = data.resolve("demo");
        return new Folders(home, demo.resolve("config"), demo.resolve("data"), deploy, demo.resolve("state"));
    }
}
