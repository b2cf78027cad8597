package io.nija.deployer.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Copies of what runs and of what ran before, in {@code <data>/deploy}: a file in the folder of plug-ins may be
 * overwritten at any moment, and a roll-back must not depend on it. One jar per bundle, by symbolic name.
 */
final class JarStore {

    private final Path staging;
    private final Path running;
    private final Path previous;

    JarStore(Path folder) {
        staging = folder.resolve("staging");
        running = folder.resolve("running");
        previous = folder.resolve("previous");
    }

    /** Makes the folders, and clears what an earlier process had not finished. */
    void open() throws IOException {
        for (Path folder : new Path[] {staging, running, previous}) {
            Files.createDirectories(folder.getParent());
            Files.createDirectories(folder, PrivateFile.folderAttributes(folder.getParent()));
        }
        try (Stream<Path> leftovers = Files.list(staging)) {
            for (Path leftover : leftovers.toList()) {
                Files.delete(leftover);
            }
        }
    }

    /** A private copy that nobody overwrites while it is checked and installed. */
    Path stage(Path jar) throws IOException {
        Path copy = Files.createTempFile(staging, "jar", ".tmp");
        try {
            Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            return copy;
        } catch (IOException failed) {
            Files.deleteIfExists(copy);
            throw failed;
        }
    }

    /** What is staged runs now; what ran is the previous one. */
    void runs(String symbolicName, Path staged) throws IOException {
        removed(symbolicName);
        Files.move(staged, of(running, symbolicName), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Nothing of that name runs any more; what ran is the previous one. */
    void removed(String symbolicName) throws IOException {
        Path ran = of(running, symbolicName);
        if (Files.exists(ran)) {
            Files.move(ran, of(previous, symbolicName), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** A copy of what runs. */
    Optional<Path> running(String symbolicName) {
        return existing(of(running, symbolicName));
    }

    /** A copy of what ran before. */
    Optional<Path> previous(String symbolicName) {
        return existing(of(previous, symbolicName));
    }

    /** A staged copy that came to nothing. */
    void discard(Path staged) {
        try {
            Files.deleteIfExists(staged);
        } catch (IOException stays) {
            throw new UncheckedIOException(stays);
        }
    }

    private static Path of(Path folder, String symbolicName) {
        return folder.resolve(symbolicName.replaceAll("[^A-Za-z0-9._-]", "_") + ".jar");
    }

    private static Optional<Path> existing(Path file) {
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }
}
