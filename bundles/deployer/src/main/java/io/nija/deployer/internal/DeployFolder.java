package io.nija.deployer.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The jars in {@code deploy/}, and what tells that one was touched. */
final class DeployFolder {

    private static final String JAR = ".jar";

    private final Path folder;

    DeployFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * A file as it was seen. A copy that keeps size and time of the old file still has another inode or another change
     * time.
     */
    record Stamp(long size, long modified, String identity) {}

    /**
     * Every visible {@code *.jar}.
     *
     * @throws IOException when the folder cannot be listed; that is no reason to take anything for deleted
     */
    Map<String, Stamp> list() throws IOException {
        Map<String, Stamp> found = new HashMap<>();
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries.filter(file -> visibleJar(file.getFileName().toString())).toList();
        }
        for (Path file : files) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                if (attributes.isRegularFile()) {
                    found.put(file.getFileName().toString(), new Stamp(attributes.size(),
                            attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS), identity(file)));
                }
            } catch (NoSuchFileException goneMeanwhile) {
                continue;
            }
        }
        return found;
    }

    private static String identity(Path file) throws IOException {
        try {
            Map<String, Object> unix = Files.readAttributes(file, "unix:ino,ctime");
            return unix.get("ino") + " " + unix.get("ctime");
        } catch (UnsupportedOperationException | IllegalArgumentException notUnix) {
            return "";
        }
    }

    static boolean visibleJar(String name) {
        return name.endsWith(JAR) && name.length() > JAR.length() && !name.startsWith(".");
    }

    /**
     * Writes a jar under a name nobody looks at, so that there is room for it before anything is stopped.
     *
     * @return the file to {@link #commit} or to delete
     */
    Path prepare(Path jar, String name) throws IOException {
        Path part = folder.resolve("." + name + ".part");
        Files.copy(jar, part, StandardCopyOption.REPLACE_EXISTING);
        return part;
    }

    /** Puts a prepared jar in its place, at once. */
    void commit(Path part, String name) throws IOException {
        Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    Path folder() {
        return folder;
    }

    /** As operators call it: the file's name without {@code .jar}. */
    static String plainName(String file) {
        return file.endsWith(JAR) ? file.substring(0, file.length() - JAR.length()) : file;
    }
}
