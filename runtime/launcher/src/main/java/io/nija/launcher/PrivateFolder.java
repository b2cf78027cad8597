package io.nija.launcher;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Folders that nobody but their owner may enter. */
public final class PrivateFolder {

    /** rwx------ */
    public static final Set<PosixFilePermission> MODE = Set.copyOf(EnumSet.of(PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));

    /** What a folder that is NIJA's may hold. */
    private static final Set<String> OURS = Set.of("lock", "logs", "run", "demo", "cache", "tmp", "identity", "history", "trusted");
    /** A file system's own, in the root of one that is otherwise empty. */
    private static final String LOST_AND_FOUND = "lost+found";

    private PrivateFolder() {}

    /**
     * Like {@link #prepare}, for a folder the operator named: one that is somebody's home, or everybody's, must not be
     * closed to the others only because it was named by mistake.
     */
    public static void claim(Path folder, String what, String remedy) throws Refusal {
        try {
            if (Files.isDirectory(folder) && !MODE.containsAll(Files.getPosixFilePermissions(folder)) && isForeign(folder)) {
                throw new Refusal(Refusal.CONFIGURATION, "The " + what + " " + folder + " holds other things than NIJA's "
                        + "and is open to other users, so it is left as it is; set NIJA_DATA to a folder of NIJA's own, or close "
                        + "this one with 'chmod 700'.");
            }
        } catch (IOException e) {
            throw new Refusal(Refusal.CONFIGURATION,
                    "The " + what + " " + folder + " cannot be used: " + Plain.reason(e) + "; " + remedy + ".");
        }
        prepare(folder, what, remedy);
    }

    private static boolean isForeign(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            Set<String> names = entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !name.equals(LOST_AND_FOUND)).collect(Collectors.toSet());
            return !names.isEmpty() && names.stream().noneMatch(OURS::contains);
        }
    }

    /**
     * Makes sure the folder exists, is private and can be written to.
     *
     * @param what how to call it in a sentence, for example {@code data folder}
     * @param remedy what the operator can do, for example {@code set NIJA_DATA}
     */
    public static void prepare(Path folder, String what, String remedy) throws Refusal {
        try {
            if (Files.isDirectory(folder)) {
                if (!Files.getPosixFilePermissions(folder).equals(MODE)) {
                    Files.setPosixFilePermissions(folder, MODE);
                }
            } else {
                if (folder.getParent() != null) {
                    Files.createDirectories(folder.getParent());
                }
                Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(MODE));
            }
        } catch (IOException e) {
            throw new Refusal(Refusal.CONFIGURATION,
                    "The " + what + " " + folder + " cannot be used: " + Plain.reason(e) + "; " + remedy + ".");
        }
        if (!Files.isWritable(folder)) {
            throw new Refusal(Refusal.CONFIGURATION,
                    "The " + what + " " + folder + " cannot be written by this user; " + remedy + ".");
        }
    }

    /**
     * Deletes a folder and everything in it; links are deleted, not followed. Says which entries it could not delete. Another
     * process may delete the same folder at the same time: what it took is gone, and that was wanted.
     */
    public static List<Path> delete(Path folder) {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        List<Path> left = new ArrayList<>();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    return remove(file);
                }

                @Override
                public FileVisitResult visitFileFailed(Path entry, IOException failure) {
                    return remove(entry);
                }

                @Override
                public FileVisitResult postVisitDirectory(Path emptied, IOException failure) {
                    return remove(emptied);
                }

                private FileVisitResult remove(Path entry) {
                    if (remains(entry)) {
                        left.add(entry);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            return List.of(folder);
        }
        return List.copyOf(left);
    }

    private static boolean remains(Path entry) {
        try {
            Files.deleteIfExists(entry);
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
