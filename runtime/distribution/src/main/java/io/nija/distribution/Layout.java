package io.nija.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folders of a distribution. What a person put there stays: {@code data/}, and files of theirs in {@code config/}. */
final class Layout {

    private static final List<String> OURS = List.of("bin", "lib", "bundles", "deploy", "features");

    private final Path home;

    Layout(Path home) {
        this.home = home;
    }

    /** Removes what the assembly makes. */
    void clear() throws IOException {
        for (String folder : OURS) {
            delete(home.resolve(folder));
        }
        Files.createDirectories(home);
    }

    /** Removes all of it. */
    void delete() throws IOException {
        delete(home);
    }

    private static void delete(Path root) throws IOException {
        if (Files.exists(root)) {
            try (Stream<Path> tree = Files.walk(root)) {
                for (Path entry : (Iterable<Path>) tree.sorted(Comparator.reverseOrder())::iterator) {
                    Files.delete(entry);
                }
            }
        }
    }

    /** Copies a folder; keys ({@code .env}) are never copied, and what lies in {@code bin} may be executed. */
    void copyTree(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            Files.createDirectories(to);
            return;
        }
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path entry : (Iterable<Path>) tree::iterator) {
                Path copy = to.resolve(from.relativize(entry).toString());
                if (Files.isDirectory(entry)) {
                    Files.createDirectories(copy);
                } else if (!entry.getFileName().toString().equals(".env")) {
                    Files.copy(entry, copy, StandardCopyOption.REPLACE_EXISTING);
                    boolean program = copy.getParent().getFileName().toString().equals("bin");
                    Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }

    /** Copies the jars that lie directly in a folder. */
    void copyJars(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path jar : (Iterable<Path>) files.filter(file -> file.toString().endsWith(".jar"))::iterator) {
                Files.copy(jar, to.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
