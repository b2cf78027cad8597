package io.nija.distribution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Runs the distribution once, for two files in {@code lib/}: the table of its commands, so that a shell need not start
 * a framework to know them, and an archive of the classes it loaded, so that this JVM need not parse them again.
 */
final class FirstRun {

    private final Path home;

    FirstRun(Path home) {
        this.home = home;
    }

    void run() throws IOException, InterruptedException, AssemblyException {
        Path archive = home.resolve("lib/nija.jsa");
        Path data = Files.createTempDirectory("nija-assembly-");
        try {
            ProcessBuilder builder = new ProcessBuilder(home.resolve("bin/nija").toString(), "help", "--tsv");
            builder.environment().put("NIJA_DATA", data.toString());
            builder.environment().put("NIJA_CONFIG", home.resolve("config").toString());
            builder.environment().put("NIJA_DEPLOY", home.resolve("deploy").toString());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.environment().put("NIJA_JAVA_OPTS", "-XX:ArchiveClassesAtExit=" + archive);
            Process process = builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            String table = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0 || table.isBlank()) {
                throw new AssemblyException("The assembled distribution cannot list its commands: nija help --tsv exits "
                        + process.exitValue());
            }
            Files.writeString(home.resolve("lib/commands.tsv"), table);
            // The JVM writes it for its own user; whoever may run NIJA may read it.
            Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("rw-r--r--"));
        } finally {
            new Layout(data).delete();
        }
    }
}
