package io.nija.credentials.internal;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.nija.credentials.CredentialDirectory.Warning;

/** Reads all places where keys may be. Not thread-safe. */
final class SourceReader {

    /** A folder with more entries than this is not a folder of secrets. */
    private static final int NAMES = 1_000;

    private final KeyPlaces places;
    private final WatchedFiles files;
    private Set<String> variables = Set.of();
    private Set<String> inFolder = Set.of();
    private Set<Path> misplaced = Set.of();
    private boolean folderUnreadable;

    SourceReader(KeyPlaces places, long quietNanos) {
        this.places = places;
        files = new WatchedFiles(quietNanos);
    }

    /** Looks for {@code wanted} variables; answers whether anything is another than before. */
    boolean look(Set<String> wanted, long nanoTime) {
        Set<Path> relevant = new HashSet<>();
        relevant.add(places.envFile());
        wanted.forEach(variable -> relevant.addAll(SecretFileSource.filesOf(places, variable)));
        Set<String> names = namesInFolder();
        Set<Path> inWrongPlaces = new TreeSet<>(places.misplaced().stream().filter(Files::exists).toList());
        boolean changed = !names.equals(inFolder) || !inWrongPlaces.equals(misplaced) || !wanted.equals(variables);
        inFolder = names;
        misplaced = inWrongPlaces;
        variables = Set.copyOf(wanted);
        return files.look(relevant, nanoTime) || changed;
    }

    private Set<String> namesInFolder() {
        Set<String> names = new TreeSet<>();
        folderUnreadable = false;
        places.folder().ifPresent(folder -> {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                for (Path entry : entries) {
                    if (names.size() < NAMES) {
                        names.add(entry.getFileName().toString());
                    }
                }
            } catch (IOException | DirectoryIteratorException unreadable) {
                folderUnreadable = true;
            }
        });
        return names;
    }

    /** How often a file changed so far. */
    long generation() {
        return files.generation();
    }

    /** The sources as last looked at. Everything handed out is wiped when the snapshot is closed. */
    Snapshot snapshot() {
        return new Snapshot(new EnvironmentSource(places.environment().get()),
                new SecretFileSource(places, files, variables, inFolder),
                new DotEnvSource(files.reading(places.envFile())));
    }

    /** What deserves attention beside the lanes' own findings. */
    List<Warning> warnings(DotEnvSource envFile) {
        List<Warning> warnings = new ArrayList<>();
        envFileWarnings(envFile, warnings);
        for (Path file : misplaced) {
            warnings.add(new Warning("ENV_FILE_MISPLACED", file + " is not read; keys are read from "
                    + places.envFile() + ". Move it there."));
        }
        if (folderUnreadable) {
            warnings.add(new Warning("SECRETS_FOLDER_UNREADABLE", KeyPlaces.FOLDER + " names "
                    + places.folder().orElseThrow() + ", which is not a readable folder. Mend the name or the folder."));
        }
        Set<Path> secretFiles = new TreeSet<>();
        variables.forEach(variable -> secretFiles.addAll(SecretFileSource.filesOf(places, variable)));
        for (Path file : secretFiles) {
            int mode = files.mode(file);
            if (mode >= 0 && (mode & 077) != 0) {
                warnings.add(new Warning("SECRET_FILE_MODE", "Other users have access to the secret file " + file
                        + " (mode " + octal(mode) + "). Run: chmod 600 " + file));
            }
        }
        return warnings;
    }

    private void envFileWarnings(DotEnvSource envFile, List<Warning> warnings) {
        Path file = places.envFile();
        int mode = files.mode(file);
        if (!envFile.unreadable().isEmpty()) {
            warnings.add(new Warning("ENV_FILE_UNREADABLE", file + " cannot be read: " + envFile.unreadable()
                    + ". No key in it is used until it can."));
        } else if (mode >= 0 && mode != 0600) {
            warnings.add(new Warning("ENV_FILE_MODE", file + " has mode " + octal(mode) + " and should have 0600. Run: chmod 600 "
                    + file));
        }
        for (String name : envFile.content().repeated()) {
            warnings.add(new Warning("ENV_NAME_REPEATED", name + " stands more than once in " + file
                    + "; the last one counts. Remove the others."));
        }
        for (DotEnv.Problem problem : envFile.content().problems()) {
            warnings.add(new Warning("ENV_LINE_IGNORED", "Line " + problem.line() + " of " + file + " was passed over: "
                    + problem.reason() + "."));
        }
    }

    private static String octal(int mode) {
        return String.format("%04o", mode);
    }

    void wipe() {
        files.wipe();
    }

    /** The sources in the order in which they decide. */
    record Snapshot(EnvironmentSource environment, SecretFileSource secretFiles, DotEnvSource envFile) implements AutoCloseable {

        List<Source> inOrder() {
            return List.of(environment, secretFiles, envFile);
        }

        @Override
        public void close() {
            environment.close();
            secretFiles.close();
            envFile.close();
        }
    }
}
