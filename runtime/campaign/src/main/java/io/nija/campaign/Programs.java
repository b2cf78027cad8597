package io.nija.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** Starts {@code nija} with folders of its own and without anybody's keys, and ends all that it started. */
final class Programs implements AutoCloseable {

    private final Path nija;
    private final Path folder;
    private final ConcurrentLinkedQueue<Process> started = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    /**
     * @param nija the program
     * @param folder where {@code config}, {@code data} and {@code state} are, and what the programs say is written
     */
    Programs(Path nija, Path folder) {
        this.nija = nija;
        this.folder = folder;
    }

    Path config() {
        return folder.resolve("config");
    }

    Path data() {
        return folder.resolve("data");
    }

    /** Where the program {@code name} writes what it says. */
    Path output(String name) {
        return folder.resolve(name + ".out");
    }

    /** Where the program {@code name} writes its errors and its log. */
    Path errors(String name) {
        return folder.resolve(name + ".err");
    }

    Process start(String name, String... words) throws IOException {
        List<String> line = new ArrayList<>(List.of(nija.toString()));
        line.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
        builder.environment().keySet().removeIf(variable -> variable.contains("API_KEY") || variable.contains("API_SECRET")
                || variable.startsWith("NIJA_") || variable.startsWith("XDG_"));
        builder.environment().put("NIJA_CONFIG", config().toString());
        builder.environment().put("NIJA_DATA", data().toString());
        builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
        builder.redirectInput(Path.of("/dev/null").toFile());
        builder.redirectOutput(output(name).toFile());
        builder.redirectError(ProcessBuilder.Redirect.appendTo(errors(name).toFile()));
        Process process = builder.start();
        started.add(process);
        if (closed) {
            end(process);
            throw new IOException("it was stopped");
        }
        return process;
    }

    /** SIGKILL, and waits until it is gone. */
    static void end(Process process) {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException stopNow) {
            Thread.currentThread().interrupt();
        }
    }

    /** The last words of a program, for people who ask why. */
    String lastWords(String name) throws IOException {
        List<String> lines = Files.exists(errors(name)) ? Files.readAllLines(errors(name)) : List.of();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }

    /** Ends all of them. Any thread, any number of times. */
    @Override
    public void close() {
        closed = true;
        started.forEach(Programs::end);
    }
}
