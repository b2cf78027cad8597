package io.nija.tck.internal;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import tools.jackson.databind.JsonNode;

/** A NIJA as its users start it, with folders of its own, one account, and the jars of the folder of plug-ins under test. */
final class OwnProcess implements AutoCloseable {

    private final Bench bench;
    private final Path root;
    private final Path config;
    private Process process;

    OwnProcess(Bench bench) throws IOException {
        this.bench = bench;
        root = Files.createTempDirectory(bench.around.data.getParent(), "process");
        config = Files.createDirectories(root.resolve("config"));
        try (var shipped = Files.newDirectoryStream(bench.around.home.resolve("config"), "*.cfg")) {
            for (Path file : shipped) {
                Files.copy(file, config.resolve(file.getFileName()));
            }
        }
        bench.around.accountFiles(config, bench.account, bench.account + 1);
        bench.around.broker(config, Map.of(), "");
        new EnvFile(config).keys(bench.lane, bench.venue.keys(bench.account));
    }

    private Process run(List<String> words, File out) throws IOException {
        List<String> line = new ArrayList<>(List.of(bench.around.home.resolve("bin/nija").toString()));
        line.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(line).directory(root.toFile()).redirectInput(new File("/dev/null")).redirectOutput(out)
                .redirectError(ProcessBuilder.Redirect.appendTo(root.resolve("err").toFile()));
        builder.environment().keySet().removeIf(name -> name.contains("API_KEY") || name.contains("API_SECRET") || name.startsWith("NIJA_")
                || name.startsWith("XDG_"));
        builder.environment().putAll(Map.of("NIJA_CONFIG", config.toString(), "NIJA_DATA", root.resolve("data").toString(), "XDG_STATE_HOME",
                root.resolve("state").toString(), "HOME", root.toString(), "NIJA_DEPLOY", bench.nija.context().getProperty("nija.deploy")));
        return builder.start();
    }

    /** Starts it, and waits until its lane is compared with the venue. */
    void start() throws Exception {
        process = run(List.of("run", "--headless"), root.resolve("out").toFile());
        JsonNode[] last = {null};
        Check.await(() -> "the lane of the process is reconciled; " + last[0] + said(), () -> {
            Check.that(process.isAlive(), "NIJA ended");
            last[0] = json("status");
            return List.of("RECONCILED", "TRADING").contains(last[0].path("accounts").path(0).path("brokers").path(0).path("state").asString(""));
        });
    }

    private String said() {
        try {
            return " " + Files.readString(root.resolve("err"));
        } catch (IOException nothing) {
            return "";
        }
    }

    /** Says a command; does not wait. */
    Process say(String... words) throws IOException {
        return run(List.of(words), Files.createTempFile(root, words[0], ".out").toFile());
    }

    /** Says a command with {@code --json}; answers its document. */
    JsonNode json(String... words) throws Exception {
        List<String> line = new ArrayList<>(List.of(words));
        line.add("--json");
        Path out = Files.createTempFile(root, words[0], ".out");
        Process said = run(line, out.toFile());
        if (!said.waitFor(Check.LONG.toSeconds(), TimeUnit.SECONDS)) {
            said.destroyForcibly();
            throw new AssertionError("nija " + String.join(" ", words) + " does not end");
        }
        String text = Files.readString(out);
        return text.isBlank() ? Nija.JSON.createObjectNode() : Nija.JSON.readTree(text);
    }

    /** As an operator stops it. */
    void stop() throws InterruptedException {
        process.destroy();
        Check.that(process.waitFor(Check.LONG.toSeconds(), TimeUnit.SECONDS), "NIJA does not end after SIGTERM");
    }

    /** As a power cut ends it. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null && process.isAlive()) {
            kill();
        }
    }
}
