package io.nija.credentials.internal;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import io.nija.platform.Installation;

/**
 * Where keys are looked for.
 *
 * @param everywhere whether environment and secret files are asked too; the demonstration reads its own {@code .env} only
 * @param environment the process environment; empty when it is not asked
 * @param working relative names of secret files count from here
 * @param envFile the {@code .env} that is read
 * @param misplaced {@code .env} files that are not read, but named when they are there
 */
record KeyPlaces(boolean everywhere, Supplier<Map<String, String>> environment, Path working, Path envFile, List<Path> misplaced) {

    private static final String ENV_FILE = ".env";

    /** Names the folder with one secret file per variable. */
    static final String FOLDER = "NIJA_SECRETS";

    /** Put behind a variable's name, it names the file that holds the value. */
    static final String FILE = "_FILE";

    /** The places for a way to start: {@code working} is the folder in which that was done. */
    static KeyPlaces of(Installation installation, Supplier<Map<String, String>> environment, Path working) {
        Path envFile = installation.config().resolve(ENV_FILE).toAbsolutePath().normalize();
        if (installation.start() == Installation.Start.DEMO) {
            return new KeyPlaces(false, Map::of, working, envFile, List.of());
        }
        Set<Path> folders = new LinkedHashSet<>();
        folders.add(working);
        folders.add(installation.home());
        Path above = installation.config().toAbsolutePath().getParent();
        if (above != null) {
            folders.add(above);
        }
        checkout(installation.home()).ifPresent(folders::add);
        List<Path> misplaced = folders.stream().map(folder -> folder.resolve(ENV_FILE).toAbsolutePath().normalize())
                .filter(file -> !file.equals(envFile)).distinct().toList();
        return new KeyPlaces(true, environment, working, envFile, misplaced);
    }

    /** The nearest folder above the distribution that looks like the checkout it was built in. */
    private static Optional<Path> checkout(Path home) {
        for (Path folder = home.toAbsolutePath().getParent(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("start.sh"))) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    /** The folder of secret files, if one is named. */
    Optional<Path> folder() {
        return named(FOLDER);
    }

    /** The file that a {@code …_FILE} variable names for {@code variable}. */
    Optional<Path> fileOf(String variable) {
        return named(variable + FILE);
    }

    private Optional<Path> named(String variable) {
        String value = environment.get().get(variable);
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(working.resolve(value.strip()).normalize());
        } catch (InvalidPathException notAPath) {
            return Optional.of(working.resolve("(no path)"));
        }
    }
}
