package io.nija.blackbox;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Properties;

import io.nija.testkit.Shell;

import org.junit.jupiter.api.Assumptions;

/** What a test needs of the machine beyond a JDK and Maven. */
final class Capabilities {

    private Capabilities() {}

    /** Skips loudly without it; fails where the build promised that everything is there. */
    static void require(String what, boolean present) {
        if (present) {
            return;
        }
        if ("1".equals(System.getenv("NIJA_REQUIRE_ALL"))) {
            fail("NIJA_REQUIRE_ALL=1, but this machine lacks: " + what);
        }
        Assumptions.abort("SKIPPED, this machine lacks: " + what);
    }

    /** Used when found, never required: skips loudly without it, everywhere. */
    static void prefer(String what, boolean present) {
        Assumptions.assumeTrue(present, () -> "SKIPPED, this machine lacks: " + what);
    }

    static boolean canBecomeNobody() throws IOException, InterruptedException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return false;
        }
        try {
            return new ProcessBuilder("runuser", "-u", "nobody", "--", "test", "-x",
                    Shell.distribution().resolve("bin/nija").toString()).start().waitFor() == 0;
        } catch (IOException noRunuser) {
            return false;
        }
    }

    /** Whether a disk in memory of that size could be mounted. */
    static boolean mounted(Path folder, String size) throws IOException, InterruptedException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return false;
        }
        try {
            return new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString()).start().waitFor() == 0;
        } catch (IOException noMount) {
            return false;
        }
    }

    static void unmount(Path folder) throws IOException, InterruptedException {
        new ProcessBuilder("umount", "-l", folder.toString()).start().waitFor();
    }

    static Optional<Path> otherJava() throws IOException {
        Path folder = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (var homes = Files.list(folder)) {
            return homes.filter(home -> Files.isExecutable(home.resolve("bin/java")) && Files.exists(home.resolve("release")))
                    .filter(home -> feature(home) > 17 && feature(home) != Runtime.version().feature())
                    .findFirst();
        }
    }

    static String release(Path home) {
        Properties release = new Properties();
        try (var in = Files.newBufferedReader(home.resolve("release"))) {
            release.load(in);
        } catch (IOException unreadable) {
            return "";
        }
        return release.getProperty("JAVA_VERSION", "").replace("\"", "");
    }

    private static int feature(Path home) {
        String version = release(home);
        return version.isEmpty() ? 0 : Integer.parseInt(version.split("[.+-]")[0]);
    }

    /** Lets other users walk down to {@code folder}, as a shared machine would. */
    static void openTo(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    static void give(Path folder, String user) throws IOException {
        Files.setOwner(folder, folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
    }

    static void readOnly(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Files.setPosixFilePermissions(file,
                        PosixFilePermissions.fromString(Files.isDirectory(file) ? "r-xr-xr-x" : "r--r--r--"));
            }
        }
    }
}
