package io.nija.distribution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;

/**
 * Runs the distribution, for two files in {@code lib/}: the table of its commands, so that a shell need not start a
 * framework to know them, and an archive of the classes a demonstration loads, so that this JVM need not parse and
 * verify them at each start (the bundles' too: they are found by the checksum of their bytes, so that a replaced bundle
 * is never mixed up with its predecessor).
 */
final class FirstRun {

    private static final long CONNECTED_MS = 60_000;
    private static final long POLL_MS = 500;
    private static final Path NOTHING = Path.of("/dev/null");

    private final Path home;
    private final Path data;

    /** @param data an empty folder the runs may write to */
    FirstRun(Path home, Path data) {
        this.home = home;
        this.data = data;
    }

    /** Asks for the commands. */
    void writeCommands() throws IOException, InterruptedException, AssemblyException {
        Process process = nija("help", "--tsv").redirectOutput(ProcessBuilder.Redirect.PIPE).start();
        String table = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0 || table.isBlank()) {
            throw new AssemblyException(
                    "The assembled distribution cannot list its commands: nija help --tsv exits " + process.exitValue());
        }
        Files.writeString(home.resolve("lib/commands.tsv"), table);
    }

    /** Runs a demonstration until its accounts are connected, and keeps the classes it has loaded. */
    void writeArchive() throws IOException, InterruptedException, AssemblyException {
        Path archive = home.resolve("lib/nija.jsa");
        ProcessBuilder builder = nija("demo", "--headless");
        builder.environment().put("NIJA_JAVA_OPTS", "-XX:ArchiveClassesAtExit=" + archive);
        Path log = data.resolve("demonstration.log");
        Process demonstration = builder.redirectError(log.toFile()).start();
        try {
            awaitConnected(demonstration, log);
        } finally {
            demonstration.destroy();
            if (!demonstration.waitFor(CONNECTED_MS, TimeUnit.MILLISECONDS)) {
                demonstration.destroyForcibly();
            }
        }
        // The JVM writes it for its own user; whoever may run NIJA may read it.
        Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private void awaitConnected(Process demonstration, Path log)
            throws IOException, InterruptedException, AssemblyException {
        long end = System.nanoTime() + CONNECTED_MS * 1_000_000;
        while (nija("status").redirectError(NOTHING.toFile()).start().waitFor() != 0) {
            if (!demonstration.isAlive() || System.nanoTime() > end) {
                throw new AssemblyException("The assembled distribution's demonstration does not connect its accounts:\n"
                        + Files.readString(log));
            }
            Thread.sleep(POLL_MS);
        }
    }

    private ProcessBuilder nija(String... words) {
        String[] command = new String[words.length + 1];
        command[0] = home.resolve("bin/nija").toString();
        System.arraycopy(words, 0, command, 1, words.length);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("NIJA_DATA", data.resolve("data").toString());
        builder.environment().put("NIJA_CONFIG", home.resolve("config").toString());
        builder.environment().put("NIJA_DEPLOY", home.resolve("deploy").toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("NIJA_JAVA_OPTS");
        return builder.redirectInput(NOTHING.toFile()).redirectOutput(NOTHING.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
    }
}
