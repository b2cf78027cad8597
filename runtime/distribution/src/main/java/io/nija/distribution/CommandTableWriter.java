package io.nija.distribution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Asks the distribution for its commands once, so that a shell need not start a framework to know them. */
final class CommandTableWriter {

    private final Path home;

    CommandTableWriter(Path home) {
        this.home = home;
    }

    void write() throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("nija-assembly-");
        try {
            ProcessBuilder builder = new ProcessBuilder(home.resolve("bin/nija").toString(), "help", "--tsv");
            builder.environment().put("NIJA_DATA", data.resolve("data").toString());
            builder.environment().put("NIJA_CONFIG", home.resolve("config").toString());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            Process process = builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            String table = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() == 0 && !table.isBlank()) {
                Files.writeString(home.resolve("lib/commands.tsv"), table);
            } else {
                System.out.println("[WARNING] nija help --tsv did not list the commands (exit " + process.exitValue() + ")");
            }
        } finally {
            Files.deleteIfExists(data);
        }
    }
}
