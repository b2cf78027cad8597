package io.nija.journal.internal.powercut;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Runs {@link Writing} on the disk of {@code disk.c}. Needs a C compiler and Linux; skipped loudly without. */
final class FaultyDisk {

    private static final Path SOURCE = Path.of("src/test/c/disk.c");

    private FaultyDisk() {}

    /** Lets it write to the end; the journal is in {@code folder/disk}. */
    static DiskLog run(Path folder, String... arguments) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Process process = start(folder, Writing.class, Map.of("NIJA_DISK_LOG", log.toString()), arguments);
        assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(() -> read(folder.resolve("said"))).isZero();
        return DiskLog.read(log);
    }

    static Process start(Path folder, Class<?> main, Map<String, String> settings, String... arguments)
            throws IOException, InterruptedException {
        Path library = library(folder);
        Path disk = Files.createDirectories(folder.resolve("disk"));
        Path unpacked = Files.createDirectories(folder.resolve("native"));
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m", "-XX:TieredStopAtLevel=1", "-Dorg.sqlite.tmpdir=" + unpacked,
                "-cp", System.getProperty("java.class.path"), main.getName(), disk.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile());
        builder.environment().putAll(settings);
        builder.environment().put("NIJA_DISK_FOLDER", disk.toString());
        builder.environment().put("LD_PRELOAD", library.toString());
        return builder.start();
    }

    private static Path library(Path folder) throws IOException, InterruptedException {
        require("Linux", System.getProperty("os.name").equals("Linux"));
        Path library = folder.resolve("disk.so");
        try {
            Process compiler = new ProcessBuilder("cc", "-shared", "-fPIC", "-O1", "-o", library.toString(),
                    SOURCE.toString(), "-ldl", "-lpthread").redirectErrorStream(true).start();
            String said = new String(compiler.getInputStream().readAllBytes());
            assertThat(compiler.waitFor()).as(said).isZero();
        } catch (IOException absent) {
            require("a C compiler (cc)", false);
        }
        return library;
    }

    private static void require(String what, boolean present) {
        if (!present && "1".equals(System.getenv("NIJA_REQUIRE_ALL"))) {
            Assertions.fail("NIJA_REQUIRE_ALL=1, but this machine lacks: " + what);
        }
        Assumptions.assumeTrue(present, () -> "SKIPPED, this machine lacks: " + what);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
