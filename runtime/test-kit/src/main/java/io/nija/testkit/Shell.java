package io.nija.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import io.nija.campaign.Line;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A user's shell with folders of its own and without any key in its environment. */
public final class Shell {

    public static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Set<String> ABOVE_FUNDED = Set.of("RECONCILED", "TRADING");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    public final Path root;
    public final Path config;
    public final Path data;
    public final Path state;
    public final Map<String, String> environment = new TreeMap<>();
    private final Path program;
    private final List<String> prefix;

    private Shell(Path root, Path program, List<String> prefix) {
        this.root = root;
        this.program = program;
        this.prefix = prefix;
        config = root.resolve("config");
        data = root.resolve("data");
        state = root.resolve("state");
    }

    /** A shell with a fresh copy of the shipped configuration below {@code root}, but without play money: only what a test trades lives. */
    public static Shell in(Path root) throws IOException {
        Shell shell = shipped(root);
        try (var files = Files.newDirectoryStream(shell.config, "*.cfg")) {
            for (Path file : files) {
                if (file.getFileName().toString().startsWith("io.nija.strategy.")) {
                    Files.delete(file);
                } else {
                    Files.writeString(file, Files.readString(file, StandardCharsets.UTF_8).replace("brokers = kraken, paper", "brokers = kraken"),
                            StandardCharsets.UTF_8);
                }
            }
        }
        return shell;
    }

    /** A shell with a fresh copy of the shipped configuration below {@code root}. */
    public static Shell shipped(Path root) throws IOException {
        Shell shell = new Shell(root, distribution().resolve("bin/nija"), List.of());
        Files.createDirectories(root.resolve("home"));
        copy(distribution().resolve("config"), shell.config);
        return shell.with("NIJA_CONFIG", shell.config.toString())
                .with("NIJA_DATA", shell.data.toString())
                .with("XDG_STATE_HOME", shell.state.toString())
                .with("HOME", root.resolve("home").toString());
    }

    /** The same folders and environment, for another user or with another program before the command. */
    public Shell through(String... words) {
        Shell other = new Shell(root, program, List.of(words));
        other.environment.putAll(environment);
        return other;
    }

    /** Another user's shell in all but the state folder: its own configuration and data on the same machine. */
    public Shell sibling(Path otherRoot) throws IOException {
        Files.createDirectories(otherRoot);
        return in(otherRoot).with("XDG_STATE_HOME", state.toString());
    }

    public Shell with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    public static Path distribution() {
        return Path.of(System.getProperty("nija.distribution", "../target/nija")).toAbsolutePath().normalize();
    }

    /** Starts {@code nija words…} and does not wait. */
    public Running start(String... words) throws IOException {
        return start(List.of(words));
    }

    private Running start(List<String> words) throws IOException {
        List<String> line = new ArrayList<>(prefix);
        line.add(program.toString());
        line.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(line).directory(root.toFile());
        builder.environment().keySet().removeIf(name -> name.contains("API_KEY") || name.contains("API_SECRET")
                || name.startsWith("NIJA_") || name.startsWith("XDG_"));
        builder.environment().putAll(environment);
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        Path out = Files.createTempFile(root, words.isEmpty() ? "out" : words.get(0), ".out");
        Path err = Files.createTempFile(root, words.isEmpty() ? "err" : words.get(0), ".err");
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        return new Running(builder.start(), out, err);
    }

    /** Runs {@code nija words…} to its end. */
    public Result run(String... words) throws IOException, InterruptedException {
        Running running = start(words);
        if (!running.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            running.process.destroyForcibly();
            throw new AssertionError("nija " + String.join(" ", words) + " did not end within " + PATIENCE
                    + "\n" + running.out() + running.err());
        }
        return new Result(List.of(words), running.process.exitValue(), running.out(), running.err());
    }

    /** Runs a command with {@code --json} and reads its document. */
    public JsonNode json(String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--json");
        Result result = run(all.toArray(String[]::new));
        try {
            return JSON.readTree(result.out());
        } catch (RuntimeException notJson) {
            throw new AssertionError("not one JSON document: " + result, notJson);
        }
    }

    /**
     * What {@link #json} answers, from the running NIJA's socket: for what is asked again and again, without a JVM for each time.
     * Without a NIJA that answers there the program is asked.
     */
    public JsonNode ask(String... words) throws IOException, InterruptedException {
        Line.Said said = say(words);
        return said.exit() == Line.NOBODY || said.out().isBlank() ? json(words) : JSON.readTree(said.out());
    }

    /** The exit code of a command of the running NIJA, asked as {@link #ask} does. */
    public int exit(String... words) throws IOException, InterruptedException {
        Line.Said said = say(words);
        return said.exit() == Line.NOBODY || said.out().isBlank() ? run(words).exit() : said.exit();
    }

    private Line.Said say(String... words) throws InterruptedException {
        if (!prefix.isEmpty()) {
            // Another user's shell, or another program's: only the program itself can tell.
            return new Line.Said(Line.NOBODY, "", "");
        }
        try {
            return CompletableFuture.supplyAsync(() -> {
                try {
                    return new Line(data).say(List.of(words));
                } catch (IOException unreadable) {
                    throw new UncheckedIOException(unreadable);
                }
            }, Shell::aside).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException trouble) {
            throw new AssertionError("nija " + String.join(" ", words) + " was not answered over the socket", trouble);
        }
    }

    private static void aside(Runnable task) {
        Thread thread = new Thread(task, "asks over the socket");
        thread.setDaemon(true);
        thread.start();
    }

    /** The lane's entry of {@code status --json}. */
    public JsonNode lane(String lane) throws IOException, InterruptedException {
        String account = lane.substring(0, lane.indexOf('/'));
        String broker = lane.substring(lane.indexOf('/') + 1);
        for (JsonNode candidate : ask("status").path("accounts")) {
            if (candidate.path("id").asString().equals(account)) {
                for (JsonNode entry : candidate.path("brokers")) {
                    if (entry.path("broker").asString().equals(broker)) {
                        return entry;
                    }
                }
            }
        }
        throw new AssertionError(lane + " is not on the board");
    }

    /** Waits until a lane is in one of {@code states}. */
    public JsonNode await(String lane, Duration limit, String... states) {
        return Eventually.get(lane + " is " + String.join(" or ", states), limit, () -> lane(lane),
                entry -> Stream.of(states).anyMatch(wanted -> reached(entry, wanted)));
    }

    /** Whether a lane has come as far as {@code wanted}: a funded one may be further, for each step includes those below it. */
    public static boolean reached(JsonNode lane, String wanted) {
        String now = lane.path("state").asString();
        return now.equals(wanted) || ABOVE_FUNDED.contains(now) && (wanted.equals("FUNDED") || wanted.equals("RECONCILED"));
    }

    /** Writes the configuration folder's {@code .env} as an editor does: whole, private, and at once. */
    public void env(String... lines) throws IOException {
        write(config.resolve(".env"), lines);
    }

    public void write(Path file, String... lines) throws IOException {
        Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
        Files.deleteIfExists(temporary);
        Files.createFile(temporary, java.nio.file.attribute.PosixFilePermissions.asFileAttribute(
                java.nio.file.attribute.PosixFilePermissions.fromString("rw-------")));
        Files.writeString(temporary, String.join("\n", lines) + "\n");
        Files.move(temporary, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    public static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    /** A process that has not ended yet, as far as anybody knows. */
    public record Running(Process process, Path outFile, Path errFile) implements AutoCloseable {

        public String out() throws IOException {
            return Files.readString(outFile, StandardCharsets.UTF_8);
        }

        public String err() throws IOException {
            return Files.readString(errFile, StandardCharsets.UTF_8);
        }

        /** SIGTERM; answers the exit code, fails when it takes longer than {@code limit}. */
        public int terminate(Duration limit) throws InterruptedException, IOException {
            process.destroy();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("still running " + limit + " after SIGTERM\n" + out() + err());
            }
            return process.exitValue();
        }

        @Override
        public void close() {
            // Of a command that runs through another (runuser), the process is the other one.
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            try {
                process.waitFor(10, TimeUnit.SECONDS);
            } catch (InterruptedException stopNow) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What a finished command left. */
    public record Result(List<String> words, int exit, String out, String err) {}
}
